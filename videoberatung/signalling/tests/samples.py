"""Rooms and tickets for the tests of the pure parts."""

from typing import Any

from videoberatung.signalling import server_messages as out
from videoberatung.signalling.effects import Announce, Dismiss, Effect, Say
from videoberatung.signalling.limits import Limits
from videoberatung.signalling.members import Member, RoomFacts
from videoberatung.signalling.protocol import Knock
from videoberatung.signalling.room import Room
from videoberatung.signalling.tickets import Ticket, pseudonym

KEY = b"a key for tests, 32 bytes long.."
OTHER_KEY = b"another key, also 32 bytes long."
NOW = 1_767_222_000.0
ENDS_AT = NOW + 1800
PRACTICE, ROOM, SESSION = (pseudonym(KEY, word) for word in ("practice", "room", "session"))


def peer_id(who: str) -> str:
    return pseudonym(KEY, "peer", who)


def access_id(who: str) -> str:
    return pseudonym(KEY, "access", who)


def browser_id(who: str) -> str:
    return pseudonym(KEY, "browser", who)


def make_ticket(who: str = "anna", **changes: Any) -> Ticket:
    """An `enter` ticket; `who` may be `anna/phone` for a second browser of the same person."""
    person = who.partition("/")[0]
    fields: dict[str, Any] = {
        "kind": "enter",
        "practice": PRACTICE,
        "room": ROOM,
        "session": SESSION,
        "peer": peer_id(who),
        "access": access_id(person),
        "browser": browser_id(who),
        "role": "moderator" if person.startswith("mod") else "participant",
        "ends_at": ENDS_AT,
        "expires_at": NOW + 60,
    }
    return Ticket(**{**fields, **changes})


class PlainIssuer:
    """Readable tickets and credentials instead of signed ones."""

    def __init__(self, *, has_relay: bool = True) -> None:
        self.has_relay = has_relay

    def resume(self, member: Member, facts: RoomFacts, now: float) -> str:
        removed = ",".join(facts.removed)
        return f"{member.peer} {member.inside} {facts.locked} {removed} {now + 3600:.0f}"

    def turn(self, member: Member, facts: RoomFacts, now: float) -> out.Turn | None:
        if not self.has_relay:
            return None
        return out.Turn(
            urls=("turn:relay.example.org",),
            username=f"{now + 3600:.0f}:{member.peer[:6]}",
            credential="secret",
            ttl=3600,
            relay_only=False,
        )


def make_room(*, has_relay: bool = True, limits: Limits | None = None) -> Room:
    facts = RoomFacts(practice=PRACTICE, room=ROOM, session=SESSION, opened_at=NOW, ends_at=ENDS_AT)
    return Room(facts, issuer=PlainIssuer(has_relay=has_relay), limits=limits or Limits())


def knock(name: str = "Beispiel Anna") -> Knock:
    return Knock(name=name)


def heard(effects: list[Effect], who: str) -> list[out.ServerMessage | None]:
    """What this peer is told, last words included."""
    peer = peer_id(who)
    return [e.message for e in effects if isinstance(e, Say | Dismiss) and e.to == peer]


def dismissed(effects: list[Effect]) -> set[str]:
    return {effect.to for effect in effects if isinstance(effect, Dismiss)}


def announced(effects: list[Effect]) -> list[out.ServerMessage]:
    return [effect.message for effect in effects if isinstance(effect, Announce)]
