"""The receipt at the end of a session: what existed and when it is or was deleted."""

import base64
import binascii
import hashlib
import hmac
import re
from typing import Literal, NamedTuple

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
    """`key` names the key it is signed with; filled in by `sign_receipt`."""

    v: Literal[1] = 1
    key: str = ""
    session: str
    opened_at: float
    ended_at: float
    items: tuple[ReceiptItem, ...]


class Verdict(NamedTuple):
    """What a text is worth that somebody takes for a receipt.

    `unknown_key`: it names another key than ours, so nobody here can say whether it is genuine.
    """

    state: Literal["genuine", "altered", "unknown_key", "unreadable"]
    receipt: Receipt | None = None


def sign_receipt(receipt: Receipt, *, key: bytes) -> str:
    named = msgspec.structs.replace(receipt, key=name_of_key(receipt_key(key)))
    payload = msgspec.json.encode(named)
    return f"{_to_text(payload)}.{_to_text(_private_key(key).sign(payload))}"


def judge_receipt(text: str, *, public_key: bytes) -> Verdict:
    """`text` may hold words around the receipt, which may be broken into lines."""
    found = _RECEIPT.search(text)
    if found is None:
        return Verdict("unreadable")
    try:
        payload, signature = (_to_bytes("".join(part.split())) for part in found.groups())
        named = msgspec.json.decode(payload, type=_NamesKey).key
        if not hmac.compare_digest(named.encode(), name_of_key(public_key).encode()):
            return Verdict("unknown_key")
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, payload)
        return Verdict("genuine", msgspec.json.decode(payload, type=Receipt))
    except InvalidSignature:
        return Verdict("altered")
    except (ValueError, binascii.Error, msgspec.DecodeError):
        return Verdict("unreadable")


def receipt_key(key: bytes) -> bytes:
    """The 32 bytes that let anybody check receipts; no secret."""
    return _private_key(key).public_key().public_bytes_raw()


def name_of_key(public_key: bytes) -> str:
    """Short enough to compare by eye."""
    return _to_text(hashlib.sha256(public_key).digest()[:9])


class _NamesKey(msgspec.Struct):
    key: str


# What every receipt begins with, `{"`, and a signature of 64 bytes behind the dot.
_RECEIPT = re.compile(r"(eyJ[\w\s-]*)\.\s*((?:[\w-]\s*){86})", re.ASCII)


def _private_key(key: bytes) -> Ed25519PrivateKey:
    seed = hmac.digest(key, b"videoberatung receipt", hashlib.sha256)
    return Ed25519PrivateKey.from_private_bytes(seed)


def _to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _to_bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
