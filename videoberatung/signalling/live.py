"""The live part of one practice: its rooms and its lobby, with the sockets of who is there."""

import structlog
from msgspec import UNSET

from videoberatung.signalling import notes
from videoberatung.signalling import server_messages as out
from videoberatung.signalling.bus import MemberState, RoomState
from videoberatung.signalling.connection import Connection
from videoberatung.signalling.effects import Announce, Dismiss, Effect, Say
from videoberatung.signalling.issuing import SigningIssuer
from videoberatung.signalling.lobby import Lobby, Watcher
from videoberatung.signalling.members import Member
from videoberatung.signalling.notices import Notices
from videoberatung.signalling.protocol import To
from videoberatung.signalling.room import Room
from videoberatung.signalling.tally import receipt_of

log = structlog.get_logger()


def may_not_be_there(state: RoomState, member: Member) -> bool:
    """Their link was replaced, or the consultation was handed over to somebody else."""
    is_deposed = state.moderators is not None and member.access not in state.moderators
    return member.access in state.withdrawn or (member.is_moderator and is_deposed)


class LiveRoom:
    def __init__(self, room: Room, practice: "LivePractice") -> None:
        self.room = room
        self.practice = practice
        self.sockets: dict[str, Connection] = {}

    def seat(self, peer: str, connection: Connection) -> None:
        """Give this peer's place to this socket; an older one of the same browser goes."""
        older = self.sockets.get(peer)
        self.sockets[peer] = connection
        if older is not None:
            older.dismiss(out.Replaced())

    def relay(self, sender: str, message: To) -> None:
        """Raises ProtocolError for a sender who is not inside."""
        if not self.room.may_relay(sender, message.to):
            self.sockets[sender].say(out.Error(code="unknown_peer", re="to"))
            return
        receiver = self.sockets.get(message.to)
        if receiver is not None:  # else away: the peers repeat what matters
            receiver.say(out.From(sender=sender, m=message.m))

    def perform(self, effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Say):
                socket = self.sockets.get(effect.to)
                if socket is not None:
                    socket.say(effect.message)
            elif isinstance(effect, Dismiss):
                socket = self.sockets.pop(effect.to, None)
                if socket is not None:
                    socket.dismiss(effect.message)
            elif isinstance(effect, Announce):
                self.practice.perform(self.practice.lobby.take(effect.message, effect.to))
            else:
                self.tell_readers(effect.to)

    def tell_readers(self, to: str | None = None) -> None:
        """Say who reads along to one, or to all who wait."""
        watching = self.practice.lobby.readers(self.room.facts.room)
        self.perform(notes.readers(self.room, watching, to))


class LivePractice:
    def __init__(self, *, issuer: SigningIssuer, notices: Notices) -> None:
        self.rooms: dict[str, LiveRoom] = {}  # by session
        self.lobby = Lobby()
        self.sockets: dict[str, Connection] = {}  # of the watchers
        self._issuer = issuer
        self._notices = notices

    @property
    def is_empty(self) -> bool:
        return not self.rooms and not self.sockets

    def rooms_named(self, room: str) -> list[LiveRoom]:
        """Usually one; two while an old session of the room is still alive."""
        return [live for live in self.rooms.values() if live.room.facts.room == room]

    def watch(self, watcher: Watcher, connection: Connection, *, now: float) -> None:
        self.sockets[watcher.id] = connection
        self.perform(self.lobby.watch(watcher, now=now))

    def unwatch(self, watcher: str) -> None:
        gone = self.lobby.unwatch(watcher)
        self.sockets.pop(watcher, None)
        if gone is not None and gone.key is not UNSET:
            self._tell_readers(gone)

    def read(self, watcher: str, key: str) -> None:
        """This watcher reads along from now on."""
        self._tell_readers(self.lobby.read(watcher, key))

    def _tell_readers(self, changed: Watcher) -> None:
        for live in self.rooms.values():
            if changed.sees(live.room.facts.room):
                live.tell_readers()

    def perform(self, effects: list[Effect]) -> None:
        """What the lobby wants done."""
        for effect in effects:
            if isinstance(effect, Say) and effect.to in self.sockets:
                self.sockets[effect.to].say(effect.message)

    def finish(self, live: LiveRoom, why: out.EndReason, *, now: float) -> None:
        """End the session of this room for all, and let nobody revive it."""
        facts = live.room.facts
        self._notices.bury(facts.session, now=now)
        receipt = self._issuer.receipt(receipt_of(facts, live.room.tally, now=now))
        live.perform(live.room.finish(why, receipt))
        del self.rooms[facts.session]
        log.info("session_ended", room=facts.room, reason=why)

    def apply(self, state: RoomState, *, now: float) -> None:
        """Idempotent."""
        for live in self.rooms_named(state.room):
            if state.cancelled:
                self.finish(live, "cancelled", now=now)
            elif state.session and state.session != live.room.facts.session:
                self.finish(live, "over", now=now)
            else:
                members = [one for one in live.room.members() if may_not_be_there(state, one)]
                live.perform(live.room.part(members, "withdrawn", now))
                live.perform(live.room.plan(state.ends_at))

    def sign_out(self, browser: str, *, now: float) -> None:
        for live in self.rooms.values():
            members = [m for m in live.room.members() if m.browser == browser]
            live.perform(live.room.part(members, "signed_out", now))
        for watcher in self.lobby.of_browser(browser):
            self.sockets[watcher].dismiss(out.Ended(why="signed_out"))
            self.unwatch(watcher)

    def expel(self, peer: str, *, now: float) -> None:
        for live in self.rooms.values():
            member = live.room.find(peer)
            if member is not None:
                live.perform(live.room.part([member], "withdrawn", now))

    def change_member(self, state: MemberState, *, now: float) -> None:
        """Idempotent. Who may hold a consultation still is not disturbed in a running one."""
        for live in self.rooms.values():
            members = [
                member
                for member in live.room.with_access(state.access)
                if not state.present or (member.is_moderator and not state.holds)
            ]
            live.perform(live.room.part(members, "withdrawn", now))
        for watcher in self.lobby.of_member(state.access):
            if not state.present:
                self.sockets[watcher.id].dismiss(out.Ended(why="withdrawn"))
                self.unwatch(watcher.id)
            elif watcher.since < state.since:
                self.sockets[watcher.id].close("ticket_expired")
                self.unwatch(watcher.id)

    def tick(self, now: float) -> None:
        for live in list(self.rooms.values()):
            live.perform(live.room.tick(now))
            fate = live.room.fate(now)
            if fate == "ended":
                self.finish(live, "empty", now=now)
            elif fate == "forgotten":
                del self.rooms[live.room.facts.session]
        for watcher in self.lobby.expired(now):
            self.sockets[watcher].close("ticket_expired")
            self.unwatch(watcher)
