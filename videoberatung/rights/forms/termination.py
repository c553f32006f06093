from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.base.forms import SafeCharField, SafeEmailField
from videoberatung.rights.declared import Declared
from videoberatung.rights.models import Notice
from videoberatung.rights.terms import FARTHEST, ZONE, end_of, last_day_of


class TerminationForm(forms.Form):
    """What § 312k(2) BGB lets us ask, and nothing more."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you want to end?"),
        choices=(
            (Notice.Kind.ACCOUNT, gettext_lazy("my account")),
            (Notice.Kind.PRACTICE, gettext_lazy("the contract of my practice")),
        ),
        widget=forms.RadioSelect,
        initial=Notice.Kind.ACCOUNT,
    )
    name = SafeCharField(
        label=gettext_lazy("Your name"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = SafeEmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("The one you sign in with. The confirmation goes there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    practice = SafeCharField(
        label=gettext_lazy("Practice"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Its name, if you end the contract of a practice."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    wished = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = SafeCharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("You need not give one."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = now.astimezone(ZONE).date()
        earliest = date_format(last_day_of(end_of(now)), _("j F Y"))
        self.fields["wished"].help_text = _(
            "Empty: as soon as possible, which is %(day)s. It cannot be earlier."
        ) % {"day": earliest}

    def clean_wished(self) -> date | None:
        wished: date | None = self.cleaned_data["wished"]
        if wished and wished < self._today:
            raise forms.ValidationError(_("This day has passed."))
        if wished and wished > self._today + FARTHEST:
            raise forms.ValidationError(_("Please choose a day within the next year."))
        return wished

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Notice.Kind.PRACTICE and not cleaned.get("practice"):
            self.add_error("practice", _("Please write which practice you mean."))
        return cleaned

    def declared(self) -> Declared:
        """What was typed. Only after `is_valid`."""
        typed = self.cleaned_data
        return Declared(
            kind=typed["kind"],
            name=typed["name"],
            email=typed["email"].lower(),
            practice=typed["practice"],
            reason=typed["reason"],
            wished=typed["wished"],
        )
