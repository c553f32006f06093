"""Who is in a room, and in which state."""

from typing import Protocol

import msgspec
from msgspec import UNSET, UnsetType

from videoberatung.signalling.limits import Allowance
from videoberatung.signalling.server_messages import InsidePeer, Role, Turn, WaitingPeer


class Member(msgspec.Struct, kw_only=True):
    """One browser in one session. Times are seconds since 1970."""

    peer: str
    access: str
    browser: str
    role: Role
    inside: bool
    name: str = ""
    key: str | UnsetType = UNSET  # for notes; a moderator's: with which it reads them
    since: float | None = None  # waiting since; None: has not knocked, or is inside
    second: bool = False
    lost_since: float | None = None  # None: has a socket
    resume_due: float = 0.0
    turn_due: float = 0.0
    credentials: Allowance | None = None

    @property
    def is_waiting(self) -> bool:
        return self.since is not None

    @property
    def is_moderator(self) -> bool:
        return self.role == "moderator"

    def as_inside(self) -> InsidePeer:
        return InsidePeer(peer=self.peer, role=self.role)

    def as_waiting(self, room: str) -> WaitingPeer:
        return WaitingPeer(
            room=room,
            peer=self.peer,
            name=self.name,
            since=self.since or 0.0,
            second=self.second,
            key=self.key,
        )

    def forget_knock(self) -> None:
        """The name is needed by who admits, and by nobody afterwards."""
        self.name, self.key, self.since = "", UNSET, None


class RoomFacts(msgspec.Struct, kw_only=True):
    """What is true of a room as a whole."""

    practice: str
    room: str
    session: str
    opened_at: float
    ends_at: float
    locked: bool = False
    removed: tuple[str, ...] = ()  # accesses, the newest last


class Issuer(Protocol):
    """What a room needs from outside: signatures and secrets."""

    def resume(self, member: Member, facts: RoomFacts, now: float) -> str: ...

    def turn(self, member: Member, facts: RoomFacts, now: float) -> Turn | None: ...
