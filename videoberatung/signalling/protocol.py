"""What a browser may say to the server (docs/protocol.md, "From the client")."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from videoberatung.signalling.relayed import Count, Offer, Relayed

VERSION = 1
LARGEST_MESSAGE = 64 * 1024  # bytes; the transport enforces it
LONGEST_TICKET = 4096

# Compared with ids the server knows, so only the size is checked: a pattern costs as much
# as parsing the rest of the message.
PeerId = Annotated[str, Meta(min_length=22, max_length=22)]
PublicKey = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,200}\Z")]
Nonce = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{16}\Z")]
# 4 KiB and the tag of AES-GCM in base64url.
Sealed = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,5484}\Z")]


class ProtocolError(Exception):
    """The other side is broken or hostile: its socket is closed as `protocol`."""


class _Message(Struct, tag_field="t", tag=str.lower, forbid_unknown_fields=True, gc=False):
    pass


class Hello(_Message):
    v: Literal[1]
    ticket: Annotated[str, Meta(max_length=LONGEST_TICKET)]


class Knock(_Message):
    """`name` is any text here; names.py says which are refused, so that a person is told."""

    name: str
    key: PublicKey | UnsetType = UNSET


class Admit(_Message):
    peer: PeerId
    offer: Offer | UnsetType = UNSET


class Refuse(_Message):
    peer: PeerId


class Remove(_Message):
    peer: PeerId


class Lock(_Message):
    pass


class Unlock(_Message):
    pass


class End(_Message):
    pass


class To(_Message):
    to: PeerId
    m: Relayed


class Read(_Message):
    """Who of the practice reads what those waiting write, and with which key."""

    key: PublicKey


class SendNote(_Message, tag="note"):
    to: PeerId
    iv: Nonce
    box: Sealed


class WantTurn(_Message, tag="turn"):
    pass


class Ping(_Message):
    n: Count


class Leave(_Message):
    pass


ClientMessage = (
    Hello
    | Knock
    | Admit
    | Refuse
    | Remove
    | Lock
    | Unlock
    | End
    | To
    | Read
    | SendNote
    | WantTurn
    | Ping
    | Leave
)
_decoder: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)


def read_message(text: str) -> ClientMessage:
    """Raises ProtocolError for anything that is not exactly one message of ours."""
    try:
        return _decoder.decode(text)
    except (msgspec.DecodeError, RecursionError):
        # Without the cause: it quotes what was sent.
        raise ProtocolError from None
