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
from videoberatung.signalling.counts import Counts, counts_of
from videoberatung.signalling.handshake import has_own_origin, practice_of
from videoberatung.signalling.issuing import SigningIssuer
from videoberatung.signalling.limits import Limits
from videoberatung.signalling.protocol import ClientMessage, Hello, ProtocolError
from videoberatung.signalling.reception import Reception
from videoberatung.signalling.tickets import TicketError, read
from videoberatung.signalling.turn import TurnConfig

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
        self._reception = Reception(
            issuer=SigningIssuer(key=config.key, turn=config.turn),
            limits=config.limits,
            now=now,
            steady=steady,
        )
        self._connections: set[Connection] = set()
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
        if self._is_draining:
            connection.close("wrong_owner")
            return None
        keys = (self.config.key, *self.config.previous_keys)
        try:
            ticket = read(message.ticket, keys=keys, now=self.now())
        except TicketError as error:
            connection.close(error.code)
            return None
        return self._reception.receive(ticket, connection)

    # -- from outside --------------------------------------------------------------------

    def apply(self, changes: RoomChanges) -> None:
        """Take in what the planning says. Idempotent; call it in the event loop."""
        now = self.now()
        self._reception.notices.note(changes, now=now)
        for state in changes.rooms:
            if state.practice in self._reception.practices:
                self._reception.practices[state.practice].apply(state, now=now)
        for member in changes.members:
            if member.practice in self._reception.practices:
                newest = self._reception.notices.newest(member)
                self._reception.practices[member.practice].change_member(newest, now=now)
        for practice in self._reception.practices.values():
            for browser in changes.signed_out:
                practice.sign_out(browser, now=now)
            for peer in changes.gone:
                practice.expel(peer, now=now)

    def state(self) -> Counts:
        """Counts for the audit; nothing about anybody."""
        return counts_of(
            self._reception.practices.values(),
            self._reception.notices,
            sockets=len(self._connections),
            now=self.now(),
        )

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
        for key, practice in list(self._reception.practices.items()):
            practice.tick(self.now())
            if practice.is_empty:
                del self._reception.practices[key]

    def clean(self) -> None:
        """Forget what has no effect any more."""
        self._reception.gate.forget_unneeded(self.steady())
        self._reception.notices.forget_old(self.now())


def create_app(config: SignallingConfig) -> Signalling:
    return Signalling(config)


async def _answer_not_found(send: Send) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})
