"""Signalling's inside on the socket that the pages ask, without a clock that runs by itself."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from videoberatung.signalling.internal import create_internal_app
from videoberatung.signalling.server import Signalling, SignallingConfig

SECONDS_TO_START = 10


@contextmanager
def answering(socket: Path, key: bytes) -> Iterator[Signalling]:
    live = Signalling(SignallingConfig(key=key, origins=frozenset()))
    config = uvicorn.Config(
        create_internal_app(live),
        uds=str(socket),
        lifespan="off",
        log_config=None,
        access_log=False,
    )
    server = uvicorn.Server(config)
    server.capture_signals = lambda: _nothing()  # type: ignore[method-assign]
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    try:
        _wait_for(server)
        yield live
    finally:
        server.should_exit = True
        thread.join(SECONDS_TO_START)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _wait_for(server: uvicorn.Server) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not server.started:
        assert time.monotonic() < deadline
        time.sleep(0.01)
