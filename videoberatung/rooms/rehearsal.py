"""A session of nobody, played through in memory with the rules and keys of this process.

For the checks of promises: what it shows is true of every session that is held by these rules.
"""

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from msgspec import UNSET

from videoberatung.signalling import door
from videoberatung.signalling import server_messages as out
from videoberatung.signalling.connection import Connection
from videoberatung.signalling.issuing import SigningIssuer
from videoberatung.signalling.limits import Limits
from videoberatung.signalling.live import LivePractice, LiveRoom
from videoberatung.signalling.members import RoomFacts
from videoberatung.signalling.notices import Notices
from videoberatung.signalling.protocol import Knock
from videoberatung.signalling.receipts import Receipt, judge_receipt, receipt_key
from videoberatung.signalling.room import Room
from videoberatung.signalling.tickets import RESUME_SECONDS, Ticket, pseudonym
from videoberatung.signalling.turn import TurnConfig

SECONDS_HELD = 60.0
_RELAY = TurnConfig(urls=("turn:relay.invalid",), secret="only for the rehearsal")  # noqa: S106


@dataclass(frozen=True)
class Rehearsal:
    """`left` counts people, rooms, entries and sockets that are still known after the end."""

    names_waiting: int
    names_inside: int
    credentials_before_admission: int
    credentials_inside: int
    left: int
    # What a ticket of that session is refused with afterwards; None: it would revive it.
    refusal: str | None
    # None: there was none, or its signature does not fit.
    receipt: Receipt | None


def rehearse(now: float) -> Rehearsal:
    """Somebody waits, is admitted, and the moderator ends it a minute later."""
    stage = _Stage(now)
    stage.enter("moderator")
    stage.enter("participant")
    stage.knock()
    names_waiting, before = stage.count_names(), stage.count_credentials()
    stage.admit()
    names_inside, inside = stage.count_names(), stage.count_credentials() - before
    stage.practice.finish(stage.live, "moderator", now=now + SECONDS_HELD)
    return Rehearsal(
        names_waiting=names_waiting,
        names_inside=names_inside,
        credentials_before_admission=before,
        credentials_inside=inside,
        left=stage.count_left(),
        refusal=stage.notices.refusal(stage.ticket("participant")),
        receipt=stage.receipt(),
    )


class _Ear:
    """Hears what a browser would be told."""

    def __init__(self) -> None:
        self.heard: list[out.ServerMessage] = []

    def say(self, message: out.ServerMessage) -> None:
        self.heard.append(message)

    def dismiss(self, message: out.ServerMessage | None) -> None:
        if message is not None:
            self.heard.append(message)


class _Stage:
    def __init__(self, now: float) -> None:
        self.now = now
        self.notices = Notices()
        issuer = SigningIssuer(key=settings.SIGNALLING_KEY, turn=_RELAY)
        self.practice = LivePractice(issuer=issuer, notices=self.notices)
        facts = RoomFacts(
            practice=_id("practice"),
            room=_id("room"),
            session=_id("session"),
            opened_at=now,
            ends_at=now + RESUME_SECONDS,
        )
        self.live = LiveRoom(Room(facts, issuer=issuer, limits=Limits()), self.practice)
        self.practice.rooms[facts.session] = self.live
        self.ears = {_id(role): _Ear() for role in ("moderator", "participant")}

    def ticket(self, role: out.Role) -> Ticket:
        facts = self.live.room.facts
        return Ticket(
            kind="enter",
            practice=facts.practice,
            room=facts.room,
            session=facts.session,
            peer=_id(role),
            access=_id("access", role),
            browser=_id("browser", role),
            role=role,
            ends_at=facts.ends_at,
            expires_at=self.now + RESUME_SECONDS,
        )

    def enter(self, role: out.Role) -> None:
        self.live.seat(_id(role), cast(Connection, self.ears[_id(role)]))
        self.live.perform(self.live.room.enter(self.ticket(role), self.now))

    def knock(self) -> None:
        wish = Knock(name="N. N.")
        self.live.perform(door.knock(self.live.room, _id("participant"), wish, now=self.now))

    def admit(self) -> None:
        by, peer = _id("moderator"), _id("participant")
        self.live.perform(door.admit(self.live.room, by, peer, UNSET, now=self.now))

    def count_names(self) -> int:
        return sum(bool(member.name) for member in self.live.room.members())

    def count_credentials(self) -> int:
        """Told to the participant so far."""
        heard = self.ears[_id("participant")].heard
        return sum(isinstance(getattr(message, "turn", None), out.Turn) for message in heard)

    def count_left(self) -> int:
        people = len(self.live.room.members()) + self.practice.lobby.count_waiting()
        return people + len(self.practice.rooms) + len(self.live.sockets)

    def receipt(self) -> Receipt | None:
        last = self.ears[_id("participant")].heard[-1]
        signed = last.receipt if isinstance(last, out.Ended) else UNSET
        if not isinstance(signed, str):
            return None
        public_key = receipt_key(settings.SIGNALLING_KEY)
        return judge_receipt(signed, public_key=public_key).receipt


def _id(*words: str) -> str:
    return pseudonym(settings.SIGNALLING_KEY, "rehearsal", *words)
