"""The real server on a loopback socket, and browsers that talk to it.

Every server here fails the test at its end if anything wrote a traceback.
"""

import asyncio
import contextlib
import json
import logging
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import uvicorn
import websockets
from websockets.asyncio.client import ClientConnection

from videoberatung.signalling.limits import Limits
from videoberatung.signalling.protocol import LARGEST_MESSAGE
from videoberatung.signalling.server import Signalling, SignallingConfig
from videoberatung.signalling.tests.samples import KEY, PRACTICE, make_ticket, peer_id
from videoberatung.signalling.tickets import sign
from videoberatung.signalling.transport import HardenedWebSocket
from videoberatung.signalling.turn import TurnConfig

ORIGIN = "https://video.example.org"
PATIENCE = 10  # seconds until a test that waits in vain fails
Message = dict[str, Any]


class Clock:
    """Time as a test wants it; starts at the real one."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        return time.time() + self.ahead

    def steady(self) -> float:
        return time.monotonic() + self.ahead


class Browser:
    def __init__(self, who: str, socket: ClientConnection) -> None:
        self.who = who
        self.peer = peer_id(who)
        self.socket = socket
        self.resume = ""

    async def say(self, kind: str, **fields: Any) -> None:
        await self.socket.send(json.dumps({"t": kind, **fields}))

    async def hear(self, kind: str) -> Message:
        """The next message of this kind; others before it are passed over."""
        async with asyncio.timeout(PATIENCE):
            while True:
                message: Message = json.loads(await self.socket.recv())
                self.resume = message.get("resume", self.resume)
                if message["t"] == kind:
                    return message

    async def heard_until_pong(self) -> list[Message]:
        """Everything the server had to say so far."""
        await self.say("ping", n=4711)
        messages: list[Message] = []
        async with asyncio.timeout(PATIENCE):
            while not messages or messages[-1] != {"t": "pong", "n": 4711}:
                messages.append(json.loads(await self.socket.recv()))
        return messages[:-1]

    async def closed(self) -> tuple[int, str]:
        """Code and reason, once the server has closed."""
        async with asyncio.timeout(PATIENCE):
            with contextlib.suppress(websockets.ConnectionClosed):
                while True:
                    await self.socket.recv()
        return self.socket.close_code or 0, self.socket.close_reason or ""


class Loopback:
    def __init__(self, live: Signalling, clock: Clock, port: int) -> None:
        self.live = live
        self.clock = clock
        self.port = port
        self.ends_at = clock.now() + 1800
        self.url = f"ws://127.0.0.1:{port}/live/{PRACTICE}/"
        self._open: list[ClientConnection] = []

    async def socket(self, *, url: str = "", origin: str | None = ORIGIN) -> ClientConnection:
        connection = await websockets.connect(
            url or self.url, origin=origin, compression=None, ping_interval=None, proxy=None
        )
        self._open.append(connection)
        return connection

    async def show(self, ticket: str, *, who: str = "anna") -> Browser:
        browser = Browser(who, await self.socket())
        await browser.say("hello", v=1, ticket=ticket)
        return browser

    async def enter(self, who: str, **ticket: Any) -> Browser:
        """Come with a fresh ticket and be welcomed."""
        browser = await self.show(self.ticket(who, **ticket), who=who)
        await browser.hear("welcome")
        return browser

    def ticket(self, who: str, **changes: Any) -> str:
        times = {"expires_at": self.clock.now() + 60, "ends_at": self.ends_at}
        return sign(make_ticket(who, **{**times, **changes}), key=KEY)

    async def pair(self) -> tuple[Browser, Browser]:
        """A moderator and `anna`, who was admitted."""
        moderator, anna = await self.enter("mod"), await self.enter("anna")
        await anna.say("knock", name="Beispiel Anna")
        await moderator.hear("knocking")
        await moderator.say("admit", peer=anna.peer)
        await anna.hear("admitted")
        await moderator.hear("gone")
        return moderator, anna

    async def watch(self, who: str = "desk", **ticket: Any) -> Browser:
        blank = {"room": "", "session": "", "peer": "", "ends_at": 0.0, "role": "watcher"}
        return await self.show(self.ticket(who, **{"kind": "watch", **blank, **ticket}), who=who)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await asyncio.sleep(0.005)

    async def leave_nothing(self) -> None:
        for connection in self._open:
            await connection.close()
        await self.until(lambda: self.live.state()["sockets"] == 0)


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Tracebacks(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info or record.levelno >= logging.ERROR:
            self.seen.append(f"{record.getMessage()} {record.exc_info}")


@contextlib.contextmanager
def no_tracebacks() -> Iterator[None]:
    handler = _Tracebacks()
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
    assert handler.seen == []


@contextlib.asynccontextmanager
async def uvicorn_on(app: Any, listening: socket.socket) -> AsyncIterator[None]:
    """Run `app` with the service's own settings."""
    config = uvicorn.Config(
        app,
        loop="none",
        http="httptools",
        ws=HardenedWebSocket,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        lifespan="off",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        async with asyncio.timeout(PATIENCE):
            while not server.started:
                await asyncio.sleep(0.005)
        yield
    finally:
        server.should_exit = True
        await running


@contextlib.asynccontextmanager
async def serving(
    *,
    limits: Limits | None = None,
    port: int = 0,
    previous_keys: tuple[bytes, ...] = (),
    send_buffer: int = 0,
) -> AsyncIterator[Loopback]:
    clock = Clock()
    config = SignallingConfig(
        key=KEY,
        previous_keys=previous_keys,
        origins=frozenset({ORIGIN}),
        turn=TurnConfig(urls=("turn:relay.example.org",), secret="shared"),
        limits=limits or Limits(),
    )
    live = Signalling(config, now=clock.now, steady=clock.steady)
    listening = socket.create_server(("127.0.0.1", port))
    if send_buffer:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
    loopback = Loopback(live, clock, listening.getsockname()[1])
    with no_tracebacks():
        async with uvicorn_on(live, listening):
            yield loopback
            await loopback.leave_nothing()
