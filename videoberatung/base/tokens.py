"""Links that are made from a row and never stored.

A token says which row it belongs to and proves it by a MAC over the row's id and the version
of its link. Raising the version, or dropping it, makes every earlier link worthless.
"""

import base64
import binascii
import hashlib
import hmac
from uuid import UUID

from django.conf import settings

_ID_BYTES = 16
_MAC_BYTES = 20  # 160 bits; together 36 bytes, which base64 spells in one way only
_TOKEN_LENGTH = 48


def token_of(row: UUID, version: int, *, purpose: str) -> str:
    """48 characters of base64url. Tokens of different purposes never fit each other."""
    return base64.urlsafe_b64encode(row.bytes + proof_of(row, version, purpose=purpose)).decode()


def row_named_in(token: str) -> UUID | None:
    """Which row to look at; proves nothing yet. None for what is no token at all."""
    raw = _decode(token)
    return UUID(bytes=raw[:_ID_BYTES]) if raw else None


def is_token_of(token: str, row: UUID, version: int, *, purpose: str) -> bool:
    """Whether the token was made for this version of the row's link; in constant time."""
    raw = _decode(token)
    return raw is not None and hmac.compare_digest(
        raw, row.bytes + proof_of(row, version, purpose=purpose)
    )


def _decode(token: str) -> bytes | None:
    if len(token) != _TOKEN_LENGTH:
        return None
    try:
        return base64.b64decode(token, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):  # ValueError: not ASCII
        return None


def proof_of(row: UUID, version: int, *, purpose: str) -> bytes:
    """160 bits that only we can make."""
    key = hmac.digest(settings.SECRET_KEY.encode(), purpose.encode(), hashlib.sha256)
    return hmac.digest(key, row.bytes + version.to_bytes(4, "big"), hashlib.sha256)[:_MAC_BYTES]
