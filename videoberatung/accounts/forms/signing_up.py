from collections.abc import Sequence
from typing import Any, cast

from allauth.account.forms import SignupForm
from allauth.account.internal.flows import signup as signing_up
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from videoberatung.accounts.forms.fields import AddressField, NewPasswordField
from videoberatung.accounts.forms.names import NameForm
from videoberatung.accounts.models import User


class SignUpForm(SignupForm, NameForm):
    """What an account needs to know of a person, and no more (promise 7)."""

    # The mail to the owner of an address that has an account.
    exists_letter = "account_already_exists"
    field_order: Sequence[str] | None = (
        "salutation",
        "title",
        "first_name",
        "last_name",
        "email",
        "password1",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField()
        self.fields["password1"] = NewPasswordField()
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        # Not that of the direct parent: it judges the password without knowing the names.
        data: dict[str, Any] = super(SignupForm, self).clean()
        if password := data.get("password1"):
            try:
                validate_password(password, self._person())
            except ValidationError as wrong:
                self.add_error("password1", wrong)
        return data

    def _person(self) -> User:
        known = {name: self.cleaned_data.get(name, "") for name in ("first_name", "last_name")}
        return User(email=self.cleaned_data.get("email", ""), **known)

    def custom_signup(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """The rest of the account, after names, address and password."""
        person = cast(User, user)
        person.salutation = self.cleaned_data["salutation"]
        person.title = self.cleaned_data["title"]
        person.language = get_language() or User.Language.GERMAN
        person.save(update_fields=["salutation", "title", "language"])

    def answer_as_if_new(self, request: HttpRequest) -> HttpResponse:
        """For an address that has an account: the same page, after the same time.

        Its owner gets a mail that says how to sign in.
        """
        instead = {"account_already_exists": self.exists_letter}
        request.letters_instead = instead  # type: ignore[attr-defined]  # read by the adapter
        User().set_password(self.cleaned_data["password1"])  # takes as long as for a new one
        answer: HttpResponse = signing_up.prevent_enumeration(
            request, email=self.cleaned_data["email"]
        )
        return answer

    def try_save(self, request: HttpRequest) -> tuple[AbstractBaseUser | None, HttpResponse | None]:
        if self.account_already_exists:
            return None, self.answer_as_if_new(request)
        saved: tuple[AbstractBaseUser | None, HttpResponse | None] = super().try_save(request)
        return saved
