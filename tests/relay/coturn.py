"""Debian's coturn with the shipped configuration, on loopback and without any right."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.coturn import render
from tests.relay.client import Credentials, credentials
from tests.service import free_port
from tests.tls import write_certificate

SECRET = "only-for-tests-0123456789-abcdefghijkl"
PREVIOUS_SECRET = "only-for-tests-before-0123456789-abcdef"
LOOPBACK_EXCEPTION = "allow-loopback-peers\n"
RELAY_PORTS = 400
SECONDS_TO_START = 10


@dataclass(frozen=True)
class Relay:
    directory: Path
    port: int
    tls_port: int
    address: str
    process: "subprocess.Popen[bytes]"

    @property
    def certificate(self) -> Path:
        return self.directory / "certificate.pem"

    def urls(self, transport: str) -> list[str]:
        return [f"turn:{self.address}:{self.port}?transport={transport}"]

    def credentials(self, *, name: str = "person", seconds: int = 600) -> Credentials:
        return credentials(SECRET, name=name, seconds=seconds)

    def written(self) -> str:
        """Everything the relay has put out or into a file, wherever that lies."""
        given = {"turnserver.conf", "certificate.pem", "key.pem", "secret", "previous"}
        files = {path for path in self.directory.rglob("*") if path.is_file()} | self.open_files()
        return "".join(path.read_text("latin-1") for path in files if path.name not in given)

    def open_files(self) -> set[Path]:
        opened = Path(f"/proc/{self.process.pid}/fd").iterdir()
        return {path.resolve() for path in opened if path.resolve().is_file()}


def unchanged(configuration: str) -> str:
    return configuration


def with_loopback(configuration: str) -> str:
    """The tests' one exception: relay and people are on the same loopback address."""
    return configuration + LOOPBACK_EXCEPTION


@contextmanager
def coturn(
    change: Callable[[str], str] = unchanged,
    *,
    listen: tuple[str, ...] = ("127.0.0.1", "::1"),
    port: int | None = None,
    within: tuple[str, ...] = (),
) -> Iterator[Relay]:
    """Start coturn with `change(shipped configuration)`; `within` is a command to run it in."""
    directory = Path(tempfile.mkdtemp(prefix="videoberatung-relay-"))
    ports = port or free_port(), free_port()
    _configure(directory, ports, listen, change)
    command = [*within, *_unprivileged(directory), "turnserver", "-c", "turnserver.conf"]
    with (directory / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=directory, stdout=output, stderr=output)
    relay = Relay(directory, *ports, listen[0], process)
    try:
        _wait_until_it_listens(relay, within)
        yield relay
    finally:
        process.terminate()
        process.wait(timeout=10)
        shutil.rmtree(directory)


def _configure(
    directory: Path,
    ports: tuple[int, int],
    listen: tuple[str, ...],
    change: Callable[[str], str],
) -> None:
    first = free_port()
    certificate, key = directory / "certificate.pem", directory / "key.pem"
    write_certificate(certificate, key, names=["localhost"])
    (directory / "secret").write_text(SECRET)
    (directory / "previous").write_text(PREVIOUS_SECRET)
    configuration = directory / "turnserver.conf"
    done = render.main(
        [
            *[f"--listen={address}" for address in listen],
            "--realm=turn.example.org",
            *[f"--secret-file={directory / name}" for name in ("secret", "previous")],
            f"--certificate={certificate}",
            f"--private-key={key}",
            f"--port={ports[0]}",
            f"--tls-port={ports[1]}",
            *["--relay-ports", str(first), str(min(first + RELAY_PORTS, 65535))],
            f"--state-dir={directory}",
            f"--output={configuration}",
        ]
    )
    assert done == 0
    configuration.write_text(change(configuration.read_text()))


def _unprivileged(directory: Path) -> list[str]:
    """As root: become nobody, who then owns the directory."""
    if os.geteuid() != 0:
        return []
    for path in [directory, *directory.iterdir()]:
        shutil.chown(path, "nobody", "nogroup")
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--no-new-privs"]


def _wait_until_it_listens(relay: Relay, within: tuple[str, ...]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and relay.process.poll() is None:
        if _listens(relay, within):
            return
        time.sleep(0.05)
    raise RuntimeError(f"coturn did not start: {(relay.directory / 'output').read_text()}")


def _listens(relay: Relay, within: tuple[str, ...]) -> bool:
    if within:
        probe = f"exec 3<>/dev/tcp/{relay.address}/{relay.port}"
        command = [*within, "bash", "-c", probe]
        return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0
    try:
        socket.create_connection((relay.address, relay.port), timeout=1).close()
    except OSError:
        return False
    return True
