"""What the server says (docs/protocol.md, "From the server")."""

from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from videoberatung.signalling.relayed import Offer, Relayed

Role = Literal["moderator", "participant"]
EndReason = Literal["moderator", "empty", "cancelled", "over", "signed_out", "withdrawn"]
PartReason = Literal["left", "removed", "lost"]


# Messages hold no cycles, so the collector need not look at them (gc=False).
class _Message(Struct, tag_field="t", tag=str.lower, gc=False):
    pass


class InsidePeer(Struct, frozen=True):
    peer: str
    role: Role


class WaitingPeer(Struct, frozen=True):
    room: str
    peer: str
    name: str
    since: float
    second: bool
    key: str | UnsetType = UNSET


class Reader(Struct, frozen=True):
    """One page of the practice that reads notes: a moderator's peer or a watcher's id."""

    reader: str
    key: str


class Turn(Struct, frozen=True):
    """Credentials for the relay; `ttl` in seconds."""

    urls: tuple[str, ...]
    username: str
    credential: str
    ttl: int
    relay_only: bool


class Welcome(_Message):
    v: int
    peer: str
    role: Role
    inside: bool
    resume: str
    ends_at: float
    now: float
    locked: bool
    moderator: bool
    peers: tuple[InsidePeer, ...]
    waiting: tuple[WaitingPeer, ...]
    turn: Turn | UnsetType = UNSET


class LobbyState(_Message, tag="lobby"):
    now: float
    waiting: tuple[WaitingPeer, ...]


class Waiting(_Message):
    since: float
    moderator: bool


class Knocking(_Message):
    room: str
    peer: str
    name: str
    since: float
    second: bool
    key: str | UnsetType = UNSET


class Gone(_Message):
    room: str
    peer: str


class Moderator(_Message):
    present: bool


class Admitted(_Message):
    by: str
    resume: str
    peers: tuple[InsidePeer, ...]
    turn: Turn | UnsetType = UNSET
    offer: Offer | UnsetType = UNSET


class Refused(_Message):
    pass


class Joined(_Message):
    peer: str
    role: Role


class Away(_Message):
    peer: str


class Back(_Message):
    peer: str


class Left(_Message):
    peer: str
    why: PartReason


class From(_Message):
    sender: str = msgspec.field(name="from")
    m: Relayed


class Readers(_Message):
    room: str
    readers: tuple[Reader, ...]


class Note(_Message):
    sender: str = msgspec.field(name="from")
    iv: str
    box: str
    room: str | UnsetType = UNSET


class NewTurn(_Message, tag="turn"):
    turn: Turn


class Resume(_Message):
    ticket: str


class RoomChanged(_Message, tag="room"):
    locked: bool
    ends_at: float


class Removed(_Message):
    pass


class Replaced(_Message):
    pass


class Ended(_Message):
    why: EndReason
    receipt: str | UnsetType = UNSET


class Drain(_Message):
    after_ms: int


class Error(_Message):
    code: str
    re: str | UnsetType = UNSET


class Pong(_Message):
    n: int


ServerMessage = (
    Welcome
    | LobbyState
    | Waiting
    | Knocking
    | Gone
    | Moderator
    | Admitted
    | Refused
    | Joined
    | Away
    | Back
    | Left
    | From
    | Readers
    | Note
    | NewTurn
    | Resume
    | RoomChanged
    | Removed
    | Replaced
    | Ended
    | Drain
    | Error
    | Pong
)
_encoder = msgspec.json.Encoder()


def write_message(message: ServerMessage) -> str:
    return _encoder.encode(message).decode()
