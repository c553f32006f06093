from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from videoberatung.accounts.forms.fields import NewPasswordField
from videoberatung.accounts.forms.names import NameForm
from videoberatung.accounts.models import User
from videoberatung.practices.services.joining import NewPerson


class JoinForm(NameForm):
    """An account for an address that is known already: the invitation's."""

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
