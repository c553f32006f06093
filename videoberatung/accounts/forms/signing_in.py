from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.forms.fields import PasswordField


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # "webauthn": browsers that can offer a passkey in this field.
        attributes = {"autocomplete": "username webauthn", "spellcheck": "false"}
        self.fields["login"] = forms.EmailField(
            label=_("E-mail address"), widget=forms.EmailInput(attrs=attributes)
        )
        self.fields["password"] = PasswordField()
