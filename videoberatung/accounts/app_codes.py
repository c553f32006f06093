"""A code of an authenticator app counts once (RFC 6238, section 5.2)."""

from uuid import UUID

from allauth.mfa import app_settings
from django.core.cache import cache

# As long as clocks that are a little wrong would let it pass: the library remembers it for one
# period only.
_TAKEN_FOR = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)  # seconds


def use_up(user_id: UUID, code: str) -> bool:
    """Whether it was unused until now."""
    return bool(cache.add(f"app-code:{user_id}:{code}", "used", timeout=_TAKEN_FOR))
