"""Rooms brought into a state, for the tests."""

from msgspec import UNSET

from videoberatung.signalling import door
from videoberatung.signalling.effects import Effect
from videoberatung.signalling.room import Room
from videoberatung.signalling.tests.samples import NOW, knock, make_room, make_ticket, peer_id


def enter(room: Room, who: str, **ticket) -> list[Effect]:
    return room.enter(make_ticket(who, **ticket), NOW)


def wait(room: Room, who: str, *, name: str = "Beispiel Anna") -> list[Effect]:
    enter(room, who)
    return door.knock(room, peer_id(who), knock(name), now=NOW)


def admit(room: Room, who: str, *, by: str = "mod") -> list[Effect]:
    return door.admit(room, peer_id(by), peer_id(who), UNSET, now=NOW)


def room_with(*, inside: tuple[str, ...] = (), waiting: tuple[str, ...] = ()) -> Room:
    """`mod` is there, then those admitted, then those who wait."""
    room = make_room()
    enter(room, "mod")
    for who in inside:
        wait(room, who)
        admit(room, who)
    for who in waiting:
        wait(room, who)
    return room
