import struct
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from videoberatung.accounts.app_codes import use_up
from videoberatung.accounts.forms.fields import CodeField
from videoberatung.base.forms import SafeCharField
from videoberatung.base.sealing import BrokenSealError, seal, unseal


def _name_field() -> forms.CharField:
    return SafeCharField(
        label=_("Name"),
        max_length=60,
        help_text=_("By it you recognise the passkey in the list, for example: work phone."),
    )


class PasskeyField(forms.JSONField):
    """What a device has answered. The library takes its shape for granted."""

    def __init__(self, shape: type[AuthenticationResponse | RegistrationResponse]) -> None:
        super().__init__(widget=forms.HiddenInput)
        self._shape = shape

    def clean(self, value: Any) -> Any:
        answer = super().clean(value)
        try:
            self._shape.from_dict(answer)
        except (AttributeError, LookupError, TypeError, ValueError, struct.error):
            raise get_adapter().validation_error("incorrect_code") from None
        return answer


class _EachCodeOnce:
    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # a mixin
        is_of_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_of_app and not use_up(self.user.id, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(_EachCodeOnce, AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = CodeField()


class ConfirmByCode(_EachCodeOnce, ReauthenticateForm):
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

    def clean_code(self) -> str:
        code: str = super().clean_code()
        use_up(self.user.id, code)
        return code


class PasskeySignInForm(LoginWebAuthnForm):
    credential = PasskeyField(AuthenticationResponse)


class PasskeyAsSecondFactorForm(AuthenticateWebAuthnForm):
    credential = PasskeyField(AuthenticationResponse)


class ConfirmByPasskeyForm(ReauthenticateWebAuthnForm):
    credential = PasskeyField(AuthenticationResponse)


class AddPasskeyForm(AddWebAuthnForm):
    credential = PasskeyField(RegistrationResponse)

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
