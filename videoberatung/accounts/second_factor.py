"""Who has a second factor: an authenticator app or a passkey. Recovery codes alone are none."""

from collections.abc import Iterable
from uuid import UUID

from allauth.mfa.models import Authenticator

from videoberatung.accounts.models import User

_COUNTS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    """Whether a password alone is not enough to sign in; one query."""
    return bool(people_with_second_factor([user.id]))


def people_with_second_factor(user_ids: Iterable[UUID]) -> set[UUID]:
    """Of these accounts; one query."""
    found = Authenticator.objects.filter(user_id__in=list(user_ids), type__in=_COUNTS)
    return set(found.values_list("user_id", flat=True))
