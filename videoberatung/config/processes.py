"""Which parts run in which process: one for a small installation, several for a large one."""

import asyncio
import contextlib
import signal
import threading
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import django
import uvicorn
import uvloop
from a2wsgi import WSGIMiddleware
from servestatic import ServeStaticASGI

from videoberatung.config.backup_commands import repeat_deletions
from videoberatung.config.environment import LOOPBACK, Environment
from videoberatung.config.live import publisher_for, signalling_config
from videoberatung.signalling.board import keep_posting
from videoberatung.signalling.bus import Publisher, RoomChanges, listen_valkey, set_publisher
from videoberatung.signalling.internal import create_internal_app
from videoberatung.signalling.server import Signalling, create_app
from videoberatung.signalling.transport import HardenedWebSocket

Scope = MutableMapping[str, Any]
Asgi = Callable[[Scope, Any, Any], Awaitable[None]]
STATIC = Path(__file__).resolve().parents[1] / "base/static"
LARGEST_MESSAGE = 64 * 1024
SECONDS_TO_FINISH = 5
STOPS = (signal.SIGTERM, signal.SIGINT)


def serve(environment: Environment, *, host: str, port: int) -> int:
    """Pages, signalling and worker in this process until it is told to stop."""
    if environment.sample and host not in LOOPBACK:
        print("VIDEOBERATUNG_SAMPLE serves on this machine only: leave --host at 127.0.0.1.")
        return 2
    live = create_app(signalling_config(environment))
    return uvloop.run(_serve(environment, live, host=host, port=port))


async def _serve(environment: Environment, live: Signalling, *, host: str, port: int) -> int:
    if environment.valkey_url:
        set_publisher(publisher_for(environment))
    else:
        set_publisher(in_loop(asyncio.get_running_loop(), live))
    stop = threading.Event()
    pages_app = pages_application(environment)

    async def both(scope: Scope, receive: Any, send: Any) -> None:
        await (live if scope["type"] == "websocket" else pages_app)(scope, receive, send)

    from videoberatung.jobs.worker import run_worker

    await asyncio.to_thread(repeat_deletions, environment)
    worker_thread = threading.Thread(target=run_worker, args=(stop,), name="worker")
    try:
        # Once the inside answers: the worker's first look at the live rooms finds it.
        await _run(environment, live, both, host=host, port=port, then=worker_thread.start)
    finally:
        stop.set()
        if worker_thread.is_alive():
            await asyncio.to_thread(worker_thread.join, SECONDS_TO_FINISH)
    return 0


def in_loop(loop: asyncio.AbstractEventLoop, live: Signalling) -> Publisher:
    """Hand changes from the threads of pages and worker to signalling's loop."""

    def publish(changes: RoomChanges) -> None:
        loop.call_soon_threadsafe(live.apply, changes)

    return publish


def pages(environment: Environment, *, host: str, port: int) -> int:
    """The pages alone; changes reach signalling over Valkey or its socket."""
    set_publisher(publisher_for(environment))
    config = _uvicorn(environment, pages_application(environment), host=host, port=port)
    uvicorn.Server(config).run()
    return 0


def signalling(environment: Environment, *, host: str, port: int) -> int:
    """The live rooms alone: no Django, no database."""
    live = create_app(signalling_config(environment))
    uvloop.run(_run(environment, live, live, host=host, port=port))
    return 0


def worker(environment: Environment) -> int:
    """Background work until SIGTERM or SIGINT."""
    django.setup()
    set_publisher(publisher_for(environment))
    from videoberatung.jobs.worker import run_worker

    repeat_deletions(environment)
    stop = threading.Event()
    for number in STOPS:
        signal.signal(number, lambda *_: stop.set())
    run_worker(stop)
    return 0


def pages_application(environment: Environment) -> Asgi:
    """Django in a fixed pool of threads, behind the static files.

    Threads, not Django's ASGI handler: the views are synchronous, and a thread keeps its
    database connection (docs/adr/0002).
    """
    django.setup()
    from django.core.wsgi import get_wsgi_application

    from videoberatung.privacy.access_log import keep_writing

    keep_writing()
    django_pages: Any = get_wsgi_application()
    wsgi: Any = WSGIMiddleware(django_pages, workers=environment.threads)
    return ServeStaticASGI(  # type: ignore[return-value]
        wsgi,
        root=STATIC,
        prefix="/static/",
        allow_all_origins=False,
        immutable_file_test=lambda _path, url: "/assets/" in url,
    )


async def _run(
    environment: Environment,
    live: Signalling,
    app: Asgi,
    *,
    host: str,
    port: int,
    then: Callable[[], None] = lambda: None,
) -> None:
    """Serve `app` and, on a unix socket, the inside of signalling, until told to stop.

    `then` is called as soon as both are served.
    """
    socket = environment.signalling_socket
    socket.parent.mkdir(parents=True, exist_ok=True)
    socket.unlink(missing_ok=True)
    inside = _Inside(_uvicorn(environment, create_internal_app(live), uds=str(socket)))
    public = _Public(_uvicorn(environment, app, host=host, port=port), live, then)
    beside = [asyncio.create_task(live.run_clock())]
    if environment.valkey_url:
        beside.append(asyncio.create_task(listen_valkey(environment.valkey_url, live)))
        beside.append(asyncio.create_task(keep_posting(environment.valkey_url, live)))
    inside_task = asyncio.create_task(inside.serve())
    try:
        await public.serve()
    finally:
        inside.should_exit = True
        for task in beside:
            task.cancel()
        await asyncio.gather(inside_task, *beside, return_exceptions=True)
        socket.unlink(missing_ok=True)


class _Public(uvicorn.Server):
    """Tells the browsers before it goes, so that they come back in their own time."""

    def __init__(self, config: uvicorn.Config, live: Signalling, then: Callable[[], None]) -> None:
        super().__init__(config)
        self._live = live
        self._then = then

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._then()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on a signal and no more: uvicorn would raise it again afterwards, and the
        worker beside us would be cut off in the middle of a mail."""
        loop = asyncio.get_running_loop()
        for number in STOPS:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in STOPS:
                loop.remove_signal_handler(number)

    async def shutdown(self, sockets: Any = None) -> None:
        await self._live.drain()
        await super().shutdown(sockets)


class _Inside(uvicorn.Server):
    """Leaves signals to the public server."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _uvicorn(environment: Environment, app: Asgi, **where: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        **where,
        loop="uvloop",
        http="httptools",
        ws=HardenedWebSocket,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=bool(environment.trusted_proxies),
        forwarded_allow_ips=list(environment.trusted_proxies),
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
