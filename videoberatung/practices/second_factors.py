"""Who has a second factor: an app with codes or a passkey. Recovery codes alone are none."""

from collections.abc import Iterable
from uuid import UUID

from allauth.mfa.models import Authenticator

_COUNTS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def people_with_second_factor(user_ids: Iterable[UUID]) -> set[UUID]:
    """Of these accounts; one query."""
    found = Authenticator.objects.filter(user_id__in=list(user_ids), type__in=_COUNTS)
    return set(found.values_list("user_id", flat=True))
