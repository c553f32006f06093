"""A moderator's means inside: removing, locking, and credentials for whoever is inside."""

from msgspec import UNSET

from videoberatung.signalling import server_messages as out
from videoberatung.signalling.door import error
from videoberatung.signalling.effects import Effect, Say
from videoberatung.signalling.room import Room


def remove(room: Room, by: str, peer: str, *, now: float) -> list[Effect]:
    """Take out a participant, inside or waiting, with all browsers of the same invitation."""
    room.require_moderator(by)
    member = room.find(peer)
    if member is None or member.is_moderator:
        return [error(by, "unknown_peer", "remove")]
    return room.shut_out(member.access, now) + _renew_for_moderators(room, now)


def set_locked(room: Room, by: str, *, locked: bool, now: float) -> list[Effect]:
    room.require_moderator(by)
    room.facts.locked = locked
    return room.changed() + _renew_for_moderators(room, now)


def fresh_turn(room: Room, peer: str, *, now: float) -> list[Effect]:
    member = room.member(peer)
    if not room.may_have_turn(member, now):
        return [error(peer, "too_many_credentials", "turn")]
    turn = room.new_turn(member, now)
    return [error(peer, "no_relay", "turn") if turn is UNSET else Say(peer, out.NewTurn(turn=turn))]


def _renew_for_moderators(room: Room, now: float) -> list[Effect]:
    """Their tickets carry the order of the room over a restart of the server."""
    return [
        Say(member.peer, out.Resume(ticket=room.new_resume(member, now)))
        for member in room.inside()
        if member.is_moderator
    ]
