"""Small secrets that must be readable again, kept so that a copy of the database shows nothing.

For second factors and codes on their way into a mail. What need not be read again is hashed.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class BrokenSealError(ValueError):
    """The text was altered, or sealed under another secret key."""


def seal(text: str) -> str:
    """About 100 characters more than `text`; sealing twice gives two different results."""
    return seal_bytes(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises BrokenSealError."""
    return unseal_bytes(sealed.encode()).decode()


def seal_bytes(content: bytes) -> bytes:
    """A third longer than `content`."""
    return _box().encrypt(content)


def unseal_bytes(sealed: bytes) -> bytes:
    """Raises BrokenSealError."""
    try:
        return _box().decrypt(sealed)
    except InvalidToken:
        raise BrokenSealError from None


def _box() -> Fernet:
    # For sealing alone: a key derived for anything else opens nothing here.
    key = hmac.digest(settings.SECRET_KEY.encode(), b"base: sealing", hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key))
