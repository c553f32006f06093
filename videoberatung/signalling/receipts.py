"""The receipt at the end of a session: what existed and when it is or was deleted."""

import base64
import binascii
import hashlib
import hmac
from typing import Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

What = Literal["names", "waiting", "connections", "credentials", "tickets", "contact"]


class ReceiptItem(msgspec.Struct, frozen=True):
    """`deleted` is `now`, or `by` a time to come; `at` is that moment (seconds since 1970)."""

    what: What
    count: int
    deleted: Literal["now", "by"]
    at: float


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    v: Literal[1] = 1
    session: str
    opened_at: float
    ended_at: float
    items: tuple[ReceiptItem, ...]


def sign_receipt(receipt: Receipt, *, key: bytes) -> str:
    payload = msgspec.json.encode(receipt)
    return f"{_to_text(payload)}.{_to_text(_private_key(key).sign(payload))}"


def verify_receipt(text: str, *, public_key: bytes) -> Receipt | None:
    """None for anything that was not signed with the key that belongs to `public_key`."""
    try:
        payload, signature = (_to_bytes(part) for part in text.split("."))
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, payload)
        return msgspec.json.decode(payload, type=Receipt)
    except (ValueError, binascii.Error, InvalidSignature, msgspec.DecodeError):
        return None


def receipt_key(key: bytes) -> bytes:
    """The 32 bytes that let anybody check receipts; no secret."""
    return _private_key(key).public_key().public_bytes_raw()


def _private_key(key: bytes) -> Ed25519PrivateKey:
    seed = hmac.digest(key, b"videoberatung receipt", hashlib.sha256)
    return Ed25519PrivateKey.from_private_bytes(seed)


def _to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _to_bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
