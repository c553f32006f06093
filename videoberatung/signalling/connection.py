"""One WebSocket over ASGI: reading, writing without waiting, closing.

Written for uvicorn's `websockets-sansio`, whose ways are noted where they matter. Whatever
the socket does, `run` ends by telling the party that it is gone.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator, MutableMapping
from typing import Any, Protocol, runtime_checkable

from videoberatung.signalling.limits import Allowance
from videoberatung.signalling.protocol import ClientMessage, ProtocolError, read_message
from videoberatung.signalling.server_messages import ServerMessage, write_message

Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Coroutine[Any, Any, None]]

POLICY = 1008  # RFC 6455, section 7.4.1
NORMAL = 1000
# Who is closed for these need not be waited for: a client that floods would go on flooding
# while the closing handshake runs.
HOSTILE = frozenset({"protocol", "too_fast", "too_slow", "timeout", "too_many"})
SECONDS_TO_READ_THE_REASON = 0.5
# What send() of a closed socket raises: OSError by the ASGI specification, RuntimeError from
# uvicorn when its own ping or a broken frame has closed the socket before we know.
CLOSED = (OSError, RuntimeError)


class Party(Protocol):
    """Whom a connection speaks for once its ticket is read."""

    allowance: Allowance

    def take(self, message: ClientMessage) -> None:
        """Raises ProtocolError."""

    def too_fast(self) -> None: ...

    def lost(self, connection: "Connection") -> None: ...


class Host(Protocol):
    """What a connection needs of the server."""

    backlog_bytes: int

    def steady(self) -> float: ...

    def greet(self, connection: "Connection", message: ClientMessage) -> Party | None:
        """None: closed with a reason. Raises ProtocolError."""


@runtime_checkable
class Wire(Protocol):
    """The short way through a transport that has one (transport.py)."""

    on_text: Callable[[str], None] | None

    def write_text(self, payload: bytes) -> bool:
        """False: not possible now, say it by `send`."""


class Connection:
    __slots__ = (
        "_backlog",
        "_backlog_bytes",
        "_host",
        "_send",
        "_wire",
        "_writer",
        "heard_at",
        "is_closed",
        "party",
        "practice",
    )

    def __init__(self, host: Host, send: Send, practice: str) -> None:
        self._host = host
        self._send = send
        wire = getattr(send, "__self__", None)
        self._wire = wire if isinstance(wire, Wire) else None
        self._backlog: deque[Event] | None = None
        self._backlog_bytes = 0
        self._writer: asyncio.Task[None] | None = None
        self.practice = practice  # the key in the address
        self.party: Party | None = None
        self.is_closed = False
        self.heard_at = host.steady()

    async def run(self, receive: Receive) -> None:
        """From the accepted handshake to the end of the socket."""
        try:
            if self._wire is not None:
                self._wire.on_text = self._hear_text
            while True:
                event = await receive()
                if self.is_closed or event["type"] != "websocket.receive":
                    return
                self._hear(event.get("text"))
        finally:
            self.is_closed = True
            if self._wire is not None:
                self._wire.on_text = None
            if self._writer is not None:
                self._writer.cancel()
            if self.party is not None:
                self.party.lost(self)

    def _hear_text(self, text: str) -> None:
        if not self.is_closed:
            self._hear(text)

    def _hear(self, text: str | None) -> None:
        now = self.heard_at = self._host.steady()
        party = self.party
        try:
            if text is None:  # a binary frame
                raise ProtocolError
            if party is None:
                self.party = self._host.greet(self, read_message(text))
            elif party.allowance.take(now):
                party.take(read_message(text))
            else:
                party.too_fast()
                self.close("too_fast")
        except ProtocolError:
            self.close("protocol")

    def say(self, message: ServerMessage) -> None:
        """Never waits and never fails; a receiver too slow to follow is dropped."""
        if self.is_closed:
            return
        text = write_message(message)
        if self._backlog is None and self._wire and self._wire.write_text(text.encode()):
            return
        event = {"type": "websocket.send", "text": text}
        if self._backlog is None:
            self._write(event)
            return
        self._backlog_bytes += len(text)
        if self._backlog_bytes > self._host.backlog_bytes:
            self.close("too_slow")
        else:
            self._backlog.append(event)

    def dismiss(self, message: ServerMessage | None) -> None:
        """Say a last word, if there is one, and close in order."""
        if message is not None:
            self.say(message)
        self._close({"type": "websocket.close", "code": NORMAL, "reason": ""})

    def close(self, reason: str) -> None:
        """Close for this reason of docs/protocol.md, at once if the client is hostile."""
        self._close({"type": "websocket.close", "code": POLICY, "reason": reason})
        if reason in HOSTILE:
            self._hang_up(at_once=self._backlog is not None)

    def give_up(self) -> None:
        """Nothing was heard for too long: close, or cut off what does not let itself close."""
        if self.is_closed:
            self._hang_up(at_once=True)
        else:
            self.close("timeout")

    def _close(self, event: Event) -> None:
        if self.is_closed:
            return
        self.is_closed = True
        if self._backlog is None:
            self._write(event)
        else:
            self._backlog.append(event)

    def _write(self, event: Event) -> None:
        """Send without a task: uvicorn's send only ever waits when the buffer is full."""
        sending = self._send(event)
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return
        except CLOSED:
            return  # receive() is about to say so
        self._backlog = deque()
        self._backlog_bytes = 0
        self._writer = asyncio.create_task(self._write_backlog(_Begun(sending, waits_for)))

    async def _write_backlog(self, begun: "_Begun") -> None:
        try:
            await begun
            while self._backlog:
                event = self._backlog.popleft()
                self._backlog_bytes -= len(event.get("text", ""))
                await self._send(event)
        except CLOSED:
            return
        self._backlog = self._writer = None

    def _hang_up(self, *, at_once: bool) -> None:
        """End the TCP connection whether the other side takes part or not.

        ASGI has no word for this, and uvicorn would read on, or keep what it could not send,
        for as long as the client likes.
        """
        transport = getattr(getattr(self._send, "__self__", None), "transport", None)
        if transport is None or (transport.is_closing() and not at_once):
            return
        if at_once:
            transport.abort()
            return
        transport.pause_reading()
        asyncio.get_running_loop().call_later(SECONDS_TO_READ_THE_REASON, transport.abort)


class _Begun:
    """Goes on with a coroutine that has already run up to its first wait."""

    __slots__ = ("_coroutine", "_waits_for")

    def __init__(self, coroutine: Coroutine[Any, Any, None], waits_for: Any) -> None:
        self._coroutine = coroutine
        self._waits_for = waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        try:
            while True:
                yield self._waits_for
                self._waits_for = self._coroutine.send(None)
        except StopIteration:
            return
        finally:
            self._coroutine.close()
