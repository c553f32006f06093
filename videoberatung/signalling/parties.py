"""Whom a socket speaks for: one browser in a room, or a member who watches the lobby."""

from collections.abc import Callable

from videoberatung.signalling import door, notes, order
from videoberatung.signalling import protocol as p
from videoberatung.signalling import server_messages as out
from videoberatung.signalling.connection import Connection
from videoberatung.signalling.effects import Effect
from videoberatung.signalling.limits import Allowance, Limits
from videoberatung.signalling.live import LivePractice, LiveRoom
from videoberatung.signalling.relayed import Cand

Clock = Callable[[], float]


class Guest:
    """One browser in one room: waiting, inside or moderating; the room knows which."""

    __slots__ = ("_bar", "_candidates", "_limits", "_live", "_now", "_peer", "allowance")

    def __init__(
        self,
        live: LiveRoom,
        peer: str,
        *,
        allowance: Allowance,
        bar: Callable[[], None],
        limits: Limits,
        now: Clock,
    ) -> None:
        self.allowance = allowance
        self._bar = bar
        self._candidates: Allowance | None = None
        self._limits = limits
        self._live = live
        self._now = now
        self._peer = peer

    def take(self, message: p.ClientMessage) -> None:
        if type(message) is not p.To:
            self._live.perform(self._answer(message))
        elif type(message.m) is not Cand or self._may_send_candidate():
            self._live.relay(self._peer, message)
        else:
            self._live.perform([door.error(self._peer, "too_many_candidates", "to")])

    def _answer(self, message: p.ClientMessage) -> list[Effect]:
        room, peer, now = self._live.room, self._peer, self._now()
        match message:
            case p.Ping(n):
                self._live.sockets[peer].say(out.Pong(n=n))
                return []
            case p.Knock():
                return door.knock(room, peer, message, now=now)
            case p.Read():
                return notes.read(room, peer, message)
            case p.SendNote():
                return notes.note(room, peer, message)
            case p.Admit(other, offer):
                return door.admit(room, peer, other, offer, now=now)
            case p.Refuse(other):
                return door.refuse(room, peer, other, now=now)
            case p.Remove(other):
                return order.remove(room, peer, other, now=now)
            case p.Lock():
                return order.set_locked(room, peer, locked=True, now=now)
            case p.Unlock():
                return order.set_locked(room, peer, locked=False, now=now)
            case p.WantTurn():
                return order.fresh_turn(room, peer, now=now)
            case p.Leave():
                return room.leave(peer, now)
            case p.End():
                room.require_moderator(peer)
                self._live.practice.finish(self._live, "moderator", now=now)
                return []
            case _:
                raise p.ProtocolError

    def _may_send_candidate(self) -> bool:
        now = self._now()
        if self._candidates is None:
            most = self._limits.candidates_per_minute
            self._candidates = Allowance(burst=most, per_second=most / 60, now=now)
        return self._candidates.take(now)

    def too_fast(self) -> None:
        self._bar()

    def lost(self, connection: Connection) -> None:
        if self._live.sockets.get(self._peer) is connection:
            del self._live.sockets[self._peer]
            self._live.perform(self._live.room.lost(self._peer, self._now()))


class LobbyWatcher:
    """A member of the practice who sees who waits, and may write to them."""

    __slots__ = ("_bar", "_id", "_practice", "allowance")

    def __init__(
        self, practice: LivePractice, watcher: str, *, allowance: Allowance, bar: Callable[[], None]
    ) -> None:
        self.allowance = allowance
        self._bar = bar
        self._id = watcher
        self._practice = practice

    def take(self, message: p.ClientMessage) -> None:
        socket = self._practice.sockets[self._id]
        match message:
            case p.Ping(n):
                socket.say(out.Pong(n=n))
            case p.Read(key):
                self._practice.read(self._id, key)
            case p.SendNote():
                if not self._note(message):
                    socket.say(out.Error(code="not_waiting", re="note"))
            case p.Leave():
                self._practice.unwatch(self._id)
                socket.dismiss(None)
            case _:
                raise p.ProtocolError

    def _note(self, sealed: p.SendNote) -> bool:
        lobby = self._practice.lobby
        if not lobby.reads(self._id):  # nobody could open it
            raise p.ProtocolError
        room = lobby.room_of(self._id, sealed.to)
        for live in self._practice.rooms_named(room) if room else ():
            effects = notes.to_waiting(live.room, sealed, sender=self._id)
            if effects:
                live.perform(effects)
                return True
        return False

    def too_fast(self) -> None:
        self._bar()

    def lost(self, connection: Connection) -> None:
        if self._practice.sockets.get(self._id) is connection:
            self._practice.unwatch(self._id)
