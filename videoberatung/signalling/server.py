"""The signalling server: an ASGI application for WebSockets at `/live/<practice key>/`.

It keeps everything in memory and reaches no database: what it must believe comes in signed
tickets, what it must be told over `apply`.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from videoberatung.signalling import server_messages as out
from videoberatung.signalling.bus import RoomChanges
from videoberatung.signalling.connection import Connection, Event, Party, Receive, Send
from videoberatung.signalling.handshake import has_own_origin, practice_of
from videoberatung.signalling.issuing import SigningIssuer
from videoberatung.signalling.limits import Allowance, Gatekeeper, Limits
from videoberatung.signalling.live import LivePractice, LiveRoom
from videoberatung.signalling.lobby import Watcher
from videoberatung.signalling.members import RoomFacts
from videoberatung.signalling.notices import Notices
from videoberatung.signalling.parties import Guest, LobbyWatcher
from videoberatung.signalling.protocol import ClientMessage, Hello, ProtocolError
from videoberatung.signalling.room import Room
from videoberatung.signalling.tickets import Ticket, TicketError, read
from videoberatung.signalling.turn import TurnConfig

# After this a watcher shows a new ticket, so that a lost word about its rights heals.
WATCH_SECONDS = 60 * 60
SECONDS_BETWEEN_TICKS = 1.0
TICKS_BETWEEN_CLEANINGS = 30
# A drained process sends everybody away at once; they shall not come back at once.
FIRST_BACK_MS, BACK_STEP_MS, BACK_STEPS = 500, 50, 50

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SignallingConfig:
    """`origins` such as `https://video.example.org`, without a slash at the end."""

    key: bytes = field(repr=False)
    origins: frozenset[str]
    previous_keys: tuple[bytes, ...] = field(default=(), repr=False)
    turn: TurnConfig | None = None
    limits: Limits = field(default_factory=Limits)


class Signalling:
    def __init__(
        self,
        config: SignallingConfig,
        *,
        now: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self.config = config
        self.backlog_bytes = config.limits.backlog_bytes
        self.now = now
        self.steady = steady
        self._issuer = SigningIssuer(key=config.key, turn=config.turn)
        self._notices = Notices()
        self._gate = Gatekeeper(config.limits)
        self._practices: dict[str, LivePractice] = {}
        self._connections: set[Connection] = set()
        self._watchers = 0
        self._is_draining = False

    # -- sockets -------------------------------------------------------------------------

    async def __call__(self, scope: Event, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await _answer_not_found(send)
            return
        await receive()  # websocket.connect
        practice = practice_of(scope["path"])
        if practice is None or not has_own_origin(scope["headers"], self.config.origins):
            await send({"type": "websocket.close"})  # before accepting: HTTP 403
            return
        connection = Connection(self, send, practice)
        self._connections.add(connection)
        try:
            await send({"type": "websocket.accept"})
            await connection.run(receive)
        finally:
            self._connections.discard(connection)

    def greet(self, connection: Connection, message: ClientMessage) -> Party | None:
        """None: closed with a reason. Raises ProtocolError for anything but `hello`."""
        if not isinstance(message, Hello):
            raise ProtocolError
        now = self.now()
        keys = (self.config.key, *self.config.previous_keys)
        try:
            ticket = read(message.ticket, keys=keys, now=now)
        except TicketError as error:
            connection.close(error.code)
            return None
        who = ticket.peer or f"{ticket.access} {ticket.browser}"
        reason = self._refusal(ticket, connection.practice, who)
        if reason is not None:
            connection.close(reason)
            return None
        if ticket.kind == "watch":
            return self._watch(ticket, connection, who)
        return self._enter(ticket, connection, who)

    def _refusal(self, ticket: Ticket, practice: str, who: str) -> str | None:
        if self._is_draining or ticket.practice != practice:
            return "wrong_owner"
        if self._gate.is_barred(who, self.steady()):
            return "barred"
        return self._notices.refusal(ticket)

    def _watch(self, ticket: Ticket, connection: Connection, who: str) -> Party | None:
        practice = self._practice(ticket.practice)
        if practice.lobby.with_access(ticket.access) >= self.config.limits.watchers_per_access:
            connection.close("too_many")
            return None
        self._watchers += 1
        watcher = Watcher(
            id=f"w{self._watchers}",
            access=ticket.access,
            browser=ticket.browser,
            rooms=None if ticket.rooms is None else frozenset(ticket.rooms),
            until=self.now() + WATCH_SECONDS,
        )
        practice.watch(watcher, connection, now=self.now())
        allowance, bar = self._allowance(who)
        return LobbyWatcher(practice, watcher.id, allowance=allowance, bar=bar)

    def _enter(self, ticket: Ticket, connection: Connection, who: str) -> Party | None:
        now = self.now()
        live = self._live_room(ticket, now)
        reason = live.room.refusal(ticket, now)
        if reason is not None:
            connection.close(reason)
            return None
        live.seat(ticket.peer, connection)
        live.perform(live.room.enter(ticket, now))
        allowance, bar = self._allowance(who)
        return Guest(
            live,
            ticket.peer,
            allowance=allowance,
            bar=bar,
            limits=self.config.limits,
            now=self.now,
        )

    def _allowance(self, who: str) -> tuple[Allowance, Callable[[], None]]:
        """The bucket of this peer and what to do when it runs dry."""

        def bar() -> None:
            self._gate.bar(who, self.steady())
            log.warning("peer_barred", peer=who)

        return self._gate.allowance(who, self.steady()), bar

    def _practice(self, key: str) -> LivePractice:
        found = self._practices.get(key)
        if found is None:
            found = LivePractice(issuer=self._issuer, notices=self._notices)
            self._practices[key] = found
        return found

    def _live_room(self, ticket: Ticket, now: float) -> LiveRoom:
        practice = self._practice(ticket.practice)
        live = practice.rooms.get(ticket.session)
        heard = self._notices.ends_at(ticket)
        if live is None:
            facts = RoomFacts(
                practice=ticket.practice,
                room=ticket.room,
                session=ticket.session,
                opened_at=now,
                ends_at=ticket.ends_at if heard is None else heard,
            )
            room = Room(facts, issuer=self._issuer, limits=self.config.limits)
            live = practice.rooms[ticket.session] = LiveRoom(room, practice)
            log.info("room_opened", room=ticket.room)
        elif heard is None and ticket.ends_at > live.room.facts.ends_at:
            live.perform(live.room.plan(ticket.ends_at))
        return live

    # -- from outside --------------------------------------------------------------------

    def apply(self, changes: RoomChanges) -> None:
        """Take in what the planning says. Idempotent; call it in the event loop."""
        now = self.now()
        self._notices.note(changes, now=now)
        for state in changes.rooms:
            if state.practice in self._practices:
                self._practices[state.practice].apply(state, now=now)
        for practice in self._practices.values():
            for browser in changes.signed_out:
                practice.sign_out(browser, now=now)
            for peer in changes.gone:
                practice.expel(peer, now=now)

    def state(self) -> dict[str, int]:
        """Counts for the audit; nothing about anybody."""
        now = self.now()
        practices = self._practices.values()
        rooms = [live.room for practice in practices for live in practice.rooms.values()]
        return {
            "rooms": len(rooms),
            "inside": sum(len(room.inside()) for room in rooms),
            "waiting": sum(len(room.waiting()) for room in rooms),
            "watching": sum(len(practice.lobby) for practice in practices),
            "tombstones": len(self._notices),
            "sockets": len(self._connections),
            "oldest_room_s": int(max((now - room.facts.opened_at for room in rooms), default=0)),
            "past_end": sum(now >= room.facts.ends_at for room in rooms),
        }

    async def drain(self) -> None:
        """Tell everybody to come back later, and take nobody any more."""
        self._is_draining = True
        log.info("draining", count=len(self._connections))
        for number, connection in enumerate(self._connections):
            after_ms = FIRST_BACK_MS + number % BACK_STEPS * BACK_STEP_MS
            connection.say(out.Drain(after_ms=after_ms))

    # -- time ----------------------------------------------------------------------------

    async def run_clock(self) -> None:
        """For ever, once a second."""
        ticks = 0
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_TICKS)
            ticks += 1
            try:
                self.tick()
                if ticks % TICKS_BETWEEN_CLEANINGS == 0:
                    self.clean()
            except Exception:
                # Whatever is wrong with one room: without a clock no room would ever end.
                log.exception("clock_failed")

    def tick(self) -> None:
        """Whatever is due: silent sockets, lost peers, the end of waiting, empty rooms."""
        steady, limits = self.steady(), self.config.limits
        for connection in list(self._connections):
            silence = steady - connection.heard_at
            if silence >= limits.silence or (
                connection.party is None and silence >= limits.greeting
            ):
                connection.give_up()
        for key, practice in list(self._practices.items()):
            practice.tick(self.now())
            if practice.is_empty:
                del self._practices[key]

    def clean(self) -> None:
        """Forget what has no effect any more."""
        self._gate.forget_unneeded(self.steady())
        self._notices.forget_old(self.now())


def create_app(config: SignallingConfig) -> Signalling:
    return Signalling(config)


async def _answer_not_found(send: Send) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})
