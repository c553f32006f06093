"""Notes between the practice and those who wait: sealed in the browsers, passed on unread. Pure."""

from msgspec import UNSET

from videoberatung.signalling import server_messages as out
from videoberatung.signalling.door import error
from videoberatung.signalling.effects import Announce, Effect, Say, TellReaders
from videoberatung.signalling.members import Member
from videoberatung.signalling.protocol import ProtocolError, Read, SendNote
from videoberatung.signalling.room import Room


def read(room: Room, peer: str, wish: Read) -> list[Effect]:
    """A moderator reads along. Said again after each return, so that who waits repeats."""
    room.require_moderator(peer)
    room.member(peer).key = wish.key
    return [TellReaders()]


def readers(room: Room, of_lobby: tuple[out.Reader, ...], to: str | None) -> list[Effect]:
    """Who reads along, for one or all of those who wait and have a key themselves."""
    moderators = tuple(
        out.Reader(reader=member.peer, key=member.key)
        for member in room.members()
        if member.is_moderator and isinstance(member.key, str)
    )
    told = out.Readers(room=room.facts.room, readers=(moderators + of_lobby)[: room.limits.readers])
    return [
        Say(member.peer, told)
        for member in room.waiting()
        if member.key is not UNSET and to in (None, member.peer)
    ]


def note(room: Room, peer: str, sealed: SendNote) -> list[Effect]:
    """Up to one who reads along, or down to one who waits; nobody else ever gets it."""
    member = room.member(peer)
    if member.is_moderator:
        if member.key is UNSET:  # nobody could open it
            raise ProtocolError
        return to_waiting(room, sealed, sender=peer) or [error(peer, "not_waiting", "note")]
    if member.inside:  # admitted while the message was on its way
        return []
    if not member.is_waiting:
        raise ProtocolError
    return _to_reader(room, member, sealed)


def to_waiting(room: Room, sealed: SendNote, *, sender: str) -> list[Effect]:
    """Nothing when the receiver does not wait."""
    member = room.find(sealed.to)
    if member is None or not member.is_waiting:
        return []
    return [Say(member.peer, out.Note(sender=sender, iv=sealed.iv, box=sealed.box))]


def _to_reader(room: Room, member: Member, sealed: SendNote) -> list[Effect]:
    """A reader who has just gone gets nothing, and what is not acknowledged is said again."""
    sent = out.Note(sender=member.peer, room=room.facts.room, iv=sealed.iv, box=sealed.box)
    reader = room.find(sealed.to)
    if reader is None:
        return [Announce(sent, to=sealed.to)]
    if not reader.is_moderator:  # somebody else who waits, or is inside
        raise ProtocolError
    return [Say(reader.peer, sent)]
