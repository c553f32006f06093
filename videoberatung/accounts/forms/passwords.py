from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.forms.fields import AddressField, NewPasswordField, PasswordField


class _NewPassword:
    """One field: the button beside it shows what was typed, so nobody types it twice."""

    user: Any
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"] = NewPasswordField(label=_("New password"))
        del self.fields["password2"]

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password


class ResetForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField()


class ResetPassword(_NewPassword, ResetPasswordKeyForm):
    pass


class ChangePassword(_NewPassword, ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = PasswordField(label=_("Current password"))


class SetPassword(_NewPassword, SetPasswordForm):
    pass
