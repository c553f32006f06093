"""What a relayed message and a waiting connection cost the server."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from benchmarks.process import LOAD_CORE, NODE, Process, on_core, serving
from tests.service import free_port
from videoberatung.config.keys import derive_key

HERE = Path(__file__).parents[1]
PROGRAMS = Path(sys.executable).parent
ROOMS, WAITING = 50, 5_000
SECRET = "only-for-measuring-" + "x" * 50
SECONDS_TO_SETTLE = 2


@dataclass(frozen=True)
class Cost:
    """Of one server: CPU per relayed message, evenly and in bursts; memory per connection."""

    microseconds: float
    microseconds_in_bursts: float
    p95_ms: float
    kibibytes: float


@dataclass(frozen=True)
class Server:
    name: str
    command: list[str]
    settings: dict[str, str]


def servers(port: int, directory: str) -> list[Server]:
    node = [NODE, "--expose-gc"]
    ours = [str(PROGRAMS / "videoberatung"), "signalling", "--port", str(port)]
    settings = {
        "VIDEOBERATUNG_PUBLIC_URL": f"http://localhost:{port}",
        "VIDEOBERATUNG_DATA_DIR": directory,
        "VIDEOBERATUNG_SIGNALLING_KEY": SECRET,
    }
    return [
        Server("ours", ours, settings),
        Server("socket.io", [*node, str(HERE / "others/socket-io.mjs"), str(port)], {}),
        Server("ws", [*node, str(HERE / "others/ws.mjs"), str(port)], {}),
    ]


def measure(only: list[str] | None = None) -> dict[str, Cost]:
    """Each server in turn, on the same core; about 40 s for each."""
    costs = {}
    with tempfile.TemporaryDirectory() as directory:
        for name in only or ["ours", "socket.io", "ws"]:
            port = free_port()
            server = next(one for one in servers(port, directory) if one.name == name)
            costs[server.name] = _cost_of(server, port)
    return costs


def _cost_of(server: Server, port: int) -> Cost:
    with (
        serving(server.command, port, server.settings) as process,
        _load(server.name, port, "talk", ROOMS) as load,
    ):
        evenly, p95_ms = _talk(server, process, load)
        in_bursts, _ = _talk(server, process, load)
    with serving(server.command, port, server.settings) as process:
        kibibytes = _memory_per_connection(server, process, port)
    return Cost(evenly, in_bursts, p95_ms, kibibytes)


def _talk(server: Server, process: Process, load: "Load") -> tuple[float, float]:
    """Microseconds of the server per message, and what 95 % of the messages needed (ms)."""
    before = process.cpu_seconds()
    said = json.loads(load.go_on())
    spent = process.cpu_seconds() - before
    if said["sent"] != said["received"]:
        raise RuntimeError(f"{server.name} lost {said['sent'] - said['received']} messages")
    return spent / said["sent"] * 1e6, said["p95_ms"]


def _memory_per_connection(server: Server, process: Process, port: int) -> float:
    # Some first, so that what the first connection loads is not counted for the others.
    with _load(server.name, port, "wait", 50):
        pass
    before = _settled(server, process)
    with _load(server.name, port, "wait", WAITING):
        after = _settled(server, process)
    return (after - before) / WAITING / 1024


def _settled(server: Server, process: Process) -> int:
    if server.name != "ours":
        process.collect_garbage()
    time.sleep(SECONDS_TO_SETTLE)
    return process.memory_bytes()


@dataclass(frozen=True)
class Load:
    to: IO[str]
    back: IO[str]

    def go_on(self) -> str:
        """Let the load do its next thing; return what it says at the end of it."""
        self.to.write("go\n")
        self.to.flush()
        return self.back.readline()


@contextmanager
def _load(name: str, port: int, what: str, count: int) -> Iterator[Load]:
    """The load on a server, from when everybody is there; they go at the end of the block."""
    command = [sys.executable, "-m", "benchmarks.signalling.load", name, str(port), what]
    key = derive_key(SECRET, "live").hex()
    with subprocess.Popen(
        on_core(LOAD_CORE, [*command, str(count)]),
        env=os.environ | {"VIDEOBERATUNG_BENCH_KEY": key},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        load = Load(cast("IO[str]", process.stdin), cast("IO[str]", process.stdout))
        if load.back.readline() != "ready\n":
            raise RuntimeError(f"the load on {name} failed")
        yield load
        load.go_on()
