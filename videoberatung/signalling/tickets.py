"""Signed tickets: what the pages say about a browser, in a form that signalling can believe.

Signalling needs no memory and no database to know who may do what: room, role and admission
are inside the signature, so a restarted server goes on where the last one stopped.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from typing import Literal

import msgspec

from videoberatung.signalling.protocol import VERSION

ENTER_SECONDS = 60
RESUME_SECONDS = 60 * 60
# Other uses of the same key start with other words.
_USE = b"videoberatung ticket\n"
_ID_LENGTH = 22


class TicketError(Exception):
    """`code` is `ticket_invalid` or `ticket_expired`."""

    def __init__(self, code: Literal["ticket_invalid", "ticket_expired"]) -> None:
        super().__init__(code)
        self.code = code


class Ticket(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """Ids are pseudonyms; times are seconds since 1970 (UTC)."""

    kind: Literal["enter", "watch", "resume"]
    practice: str
    access: str
    browser: str
    expires_at: float
    v: int = VERSION
    # Only `enter` and `resume`:
    room: str = ""
    session: str = ""
    peer: str = ""
    role: Literal["moderator", "participant", "watcher"] = "watcher"
    ends_at: float = 0.0
    # Only `resume`; the last two in a moderator's, so that a restart keeps them:
    inside: bool = False
    locked: bool = False
    removed: tuple[str, ...] = ()
    # Only `watch`; None means every room of the practice. What the member may see is as it was
    # decided at `since` (MemberState in bus.py):
    rooms: tuple[str, ...] | None = None
    since: float = 0.0


def sign(ticket: Ticket, *, key: bytes) -> str:
    payload = msgspec.json.encode(ticket)
    return f"{_to_text(payload)}.{_to_text(_signature(payload, key))}"


def read(text: str, *, keys: Sequence[bytes], now: float) -> Ticket:
    """`keys`: the current one and those not yet retired. Raises TicketError."""
    try:
        payload, signature = (_to_bytes(part) for part in text.split("."))
    except (ValueError, binascii.Error):
        raise TicketError("ticket_invalid") from None
    if not any(hmac.compare_digest(signature, _signature(payload, key)) for key in keys):
        raise TicketError("ticket_invalid")
    try:
        ticket = msgspec.json.decode(payload, type=Ticket)
    except msgspec.DecodeError:
        raise TicketError("ticket_invalid") from None
    if not _is_whole(ticket):
        raise TicketError("ticket_invalid")
    if now >= ticket.expires_at:
        raise TicketError("ticket_expired")
    return ticket


def pseudonym(key: bytes, *parts: str) -> str:
    """22 characters that say nothing about `parts` and are the same for the same ones."""
    digest = hmac.digest(key, "\n".join(("pseudonym", *parts)).encode(), hashlib.sha256)
    return _to_text(digest[:16])


def _is_whole(ticket: Ticket) -> bool:
    if ticket.v != VERSION or not ticket.practice or not ticket.access or not ticket.browser:
        return False
    if ticket.kind == "watch":
        return ticket.role == "watcher"
    ids = (ticket.room, ticket.session, ticket.peer)
    return ticket.role != "watcher" and all(len(part) == _ID_LENGTH for part in ids)


def _signature(payload: bytes, key: bytes) -> bytes:
    return hmac.digest(key, _USE + payload, hashlib.sha256)


def _to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _to_bytes(text: str) -> bytes:
    """Strict: one text for one value, so that a ticket cannot be altered and still fit."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if _to_text(raw) != text:
        raise ValueError
    return raw
