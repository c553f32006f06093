"""Between waiting room and room: knocking, letting in, sending away."""

from msgspec import UnsetType

from videoberatung.signalling import server_messages as out
from videoberatung.signalling.effects import Dismiss, Effect, Say, TellReaders
from videoberatung.signalling.members import Member
from videoberatung.signalling.names import clean_name
from videoberatung.signalling.protocol import Knock
from videoberatung.signalling.relayed import Offer
from videoberatung.signalling.room import Room


def error(to: str, code: str, about: str) -> Say:
    return Say(to, out.Error(code=code, re=about))


def knock(room: Room, peer: str, wish: Knock, *, now: float) -> list[Effect]:
    member = room.member(peer)
    if member.inside:  # admitted while the message was on its way
        return []
    name = clean_name(wish.name)
    if name is None:
        return [error(peer, "name_invalid", "knock")]
    if member.since is None:
        if room.facts.locked:
            return [error(peer, "locked", "knock")]
        member.since = now
        member.second = len(room.with_access(member.access)) > 1
        room.tally.waiting += 1
        room.tally.names += 1
    member.name, member.key = name, wish.key
    return [
        Say(peer, out.Waiting(since=member.since, moderator=room.has_moderator)),
        TellReaders(peer),
        *room.announce(_knocking(member, room.facts.room)),
    ]


def admit(room: Room, by: str, peer: str, offer: Offer | UnsetType, *, now: float) -> list[Effect]:
    room.require_moderator(by)
    member = room.find(peer)
    if member is None or not member.is_waiting:
        return [error(by, "not_waiting", "admit")]
    if len(room.inside()) >= room.limits.inside:
        return [error(by, "full", "admit")]
    member.forget_knock()
    member.inside = room.was_held = True
    admitted = out.Admitted(
        by=by,
        resume=room.new_resume(member, now),
        peers=room.peers_inside(but=peer),
        turn=room.new_turn(member, now),
        offer=offer,
    )
    return [
        Say(peer, admitted),
        *room.to_inside(out.Joined(peer=peer, role=member.role), but=peer),
        *room.announce_gone(member),
    ]


def refuse(room: Room, by: str, peer: str, *, now: float) -> list[Effect]:
    room.require_moderator(by)
    member = room.find(peer)
    if member is None or not member.is_waiting:
        return [error(by, "not_waiting", "refuse")]
    return [Dismiss(peer, out.Refused()), *room.drop(member, "removed", now)]


def _knocking(member: Member, room: str) -> out.Knocking:
    entry = member.as_waiting(room)
    return out.Knocking(
        room=room,
        peer=entry.peer,
        name=entry.name,
        since=entry.since,
        second=entry.second,
        key=entry.key,
    )
