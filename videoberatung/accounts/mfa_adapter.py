"""What the library's second factors are called here, and how their secrets are kept."""

from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.base.browsers import browser_named_in
from videoberatung.base.sealing import seal, unseal


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code does not fit. Please try once more."),
        "unverified_email": gettext_lazy("Please confirm your e-mail address first."),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Recovery codes need a passkey or an authenticator app first."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Videoberatung"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """ "Firefox 140, Windows": where it was made."""
        browser = str(browser_named_in(self.request.headers.get("User-Agent", "")))
        return browser or _("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        # Not the header Host: a passkey belongs to the service and to no other name of it.
        return {"id": urlsplit(settings.PUBLIC_URL).hostname or "", "name": "Videoberatung"}
