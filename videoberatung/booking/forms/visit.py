"""The one form of a visitor: who are you?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.base.forms import SafeCharField, SafeEmailField
from videoberatung.booking.availability import Slot
from videoberatung.booking.services.booking import Visitor

# The name of the field with other times; it is there only when there are some.
_OTHER = "other"


class VisitorForm(forms.Form):
    name = SafeCharField(
        label=gettext_lazy("First and last name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = SafeEmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("We send the link to your appointment there."),
    )
    # Nobody sees it; who fills it in is a program.
    website = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"]
        if '"' in address:
            raise ValidationError(_("Please give an address without quotation marks."))
        return address

    @property
    def is_by_a_program(self) -> bool:
        """Only after `is_valid`."""
        return bool(self.cleaned_data["website"])

    def visitor(self, language: str) -> Visitor:
        """Only after `is_valid`."""
        return Visitor(self.cleaned_data["name"], self.cleaned_data["email"], language)


class DetailsForm(VisitorForm):
    """With the time that was chosen; where it is gone, others to choose from."""

    start = forms.DateTimeField(widget=forms.HiddenInput)
    provider = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if other := self.data.get(_OTHER):
            try:
                cleaned["start"] = self.fields["start"].clean(other)
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned

    def offer(self, slots: Sequence[Slot]) -> None:
        """Other times, on the same page: what was typed is not lost."""
        choices = [(one.starts_at.isoformat(), _in_words(one.starts_at)) for one in slots]
        self.fields[_OTHER] = forms.ChoiceField(
            label=_("Another time"), choices=choices, widget=forms.RadioSelect
        )


def _in_words(moment: datetime) -> str:
    # Translators: weekday, date and time of day, in the notation of Django's date filter.
    return date_format(localtime(moment), _("l, j F, H:i"))
