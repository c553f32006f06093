from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.forms.fields import NewPasswordField
from videoberatung.accounts.models import User
from videoberatung.base.forms import SafeCharField
from videoberatung.practices.services.joining import NewPerson


class JoinForm(forms.Form):
    """An account for an address that is known already: the invitation's."""

    salutation = forms.ChoiceField(
        label=_("Salutation"), choices=User.Salutation.choices, required=False
    )
    title = SafeCharField(
        label=_("Title"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "honorific-prefix"}),
    )
    first_name = SafeCharField(
        label=_("First name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = SafeCharField(
        label=_("Last name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    password = NewPasswordField()

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            names = {name: cleaned.get(name, "") for name in ("first_name", "last_name")}
            try:
                validate_password(password, User(email=self._email, **names))
            except ValidationError as wrong:
                self.add_error("password", wrong)
        return cleaned

    def person(self) -> NewPerson:
        """Only after `is_valid`."""
        return NewPerson(**self.cleaned_data)
