"""Whether a password alone would be enough to sign in."""

from allauth.mfa.models import Authenticator

from videoberatung.accounts.models import User

_COUNTS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    """An authenticator app or a passkey; one query."""
    return bool(Authenticator.objects.filter(user=user, type__in=_COUNTS).exists())
