from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.forms.fields import CodeField
from videoberatung.base.forms import SafeCharField
from videoberatung.base.sealing import BrokenSealError, seal, unseal


def _name_field() -> forms.CharField:
    return SafeCharField(
        label=_("Name"),
        max_length=60,
        help_text=_("By it you recognise the passkey in the list, for example: work phone."),
    )


class SecondFactorForm(AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField()


class ConfirmByCode(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField()


class AuthenticatorAppForm(ActivateTOTPForm):
    """Until it is confirmed the secret waits in the session: sealed, as it will be kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField(label=_("Code from the app"))
        try:
            self.secret = unseal(self.secret)
        except BrokenSealError:  # the library has drawn a new one
            self.secret = generate_totp_secret()
            context.request.session[SECRET_SESSION_KEY] = seal(self.secret)


class AddPasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]
        self.fields["name"] = _name_field()

    def clean(self) -> dict[str, Any]:
        # Each passkey signs in without a password, so the device asks for finger, face or PIN.
        self.cleaned_data["passwordless"] = True
        data: dict[str, Any] = super().clean()
        return data


class RenamePasskeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name_field()
