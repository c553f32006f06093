from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.accounts.models import User
from videoberatung.base.forms import SafeCharField, SafeEmailField, SafeTextField
from videoberatung.rights.models import DataRequest
from videoberatung.rights.services import Asked

NEEDS_WORDS = (DataRequest.Kind.RECTIFICATION, DataRequest.Kind.OBJECTION, DataRequest.Kind.OTHER)


class DataRequestForm(forms.Form):
    """Everybody may use it: who has an account and who never had one."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you want?"),
        choices=DataRequest.Kind.choices,
        widget=forms.RadioSelect,
    )
    name = SafeCharField(
        label=gettext_lazy("Your name"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = SafeEmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("The answer goes there. Best is the one we know you by."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = SafeTextField(
        label=gettext_lazy("What it is about"),
        max_length=4000,
        required=False,
        help_text=gettext_lazy("Please write nothing about your health; we do not need it."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") in NEEDS_WORDS and not cleaned.get("text"):
            self.add_error("text", _("Please write in a few words what it is about."))
        return cleaned

    def asked(self, *, by: User | None, language: str) -> Asked:
        """Only after `is_valid`."""
        typed = self.cleaned_data
        return Asked(
            kind=typed["kind"],
            name=typed["name"],
            email=typed["email"].lower(),
            text=typed["text"],
            language=language,
            user=by,
        )
