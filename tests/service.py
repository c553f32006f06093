"""The product as people run it: `videoberatung serve` in a process of its own."""

import email.policy
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

PROGRAM = Path(sys.executable).parent / "videoberatung"
SECONDS_TO_START = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Account:
    email: str
    password: str
    name: str
    role: str
    practice: str
    holds_consultations: bool


@dataclass
class Service:
    """A sample service with data of its own. `start` and `kill` may be called in turn."""

    directory: Path
    settings: dict[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    "A command to serve in, such as `ip netns exec NAME`."
    host: str = "localhost"
    port: int = field(default_factory=free_port)
    accounts: list[Account] = field(default_factory=list)
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "VIDEOBERATUNG_SAMPLE": "1",
            "VIDEOBERATUNG_DATA_DIR": str(self.directory),
            "VIDEOBERATUNG_PUBLIC_URL": self.url,
        }
        return os.environ | own | self.settings

    def prepare(self) -> None:
        """Create the database and the sample practice."""
        self.run("migrate")
        accounts = json.loads(self.run("sample", "--json"))
        self.accounts = [Account(**account) for account in accounts]

    def run(self, *command: str) -> str:
        """Run one `videoberatung` command in this service's settings; return its output."""
        done = subprocess.run(
            [PROGRAM, *command], env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def start(self) -> None:
        """Serve; return when the first page answers."""
        log = (self.directory / "service.log").open("ab")
        self._process = subprocess.Popen(
            [*self.within, PROGRAM, "serve", "--port", str(self.port)],
            env=self.environment,
            stdout=log,
            stderr=log,
        )
        log.close()
        self._wait_until_it_answers()

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError(f"the service did not start:\n{self.log()}")
            if self._answers():
                return
            time.sleep(0.1)
        raise RuntimeError(f"the service does not answer:\n{self.log()}")

    def _answers(self) -> bool:
        address = f"http://127.0.0.1:{self.port}/"
        asking = "import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=5)"
        if self.within:
            command = [*self.within, sys.executable, "-c", asking, address]
            return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except (OSError, urllib.error.URLError):
            return False
        return True

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """As a crash: no time to tidy up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(timeout=30)
            self._process = None

    def log(self) -> str:
        return (self.directory / "service.log").read_text(errors="replace")

    def account(self, role: str) -> Account:
        """The first sample account with this role."""
        return next(account for account in self.accounts if account.role == role)

    def mails(self) -> list[EmailMessage]:
        """What the service has sent, oldest first."""
        files = sorted((self.directory / "outbox").glob("*.eml"), key=lambda path: path.name)
        parser = BytesParser(policy=email.policy.default)
        return [parser.parsebytes(path.read_bytes()) for path in files]

    def mail_to(self, address: str, *, count: int = 1) -> EmailMessage:
        """The newest mail to this address, once there are `count`; waits 20 seconds."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            found = [mail for mail in self.mails() if address in (mail["To"] or "")]
            if len(found) >= count:
                return found[-1]
            time.sleep(0.1)
        raise AssertionError(f"no mail number {count} to the address came")


def own_database(url: str) -> str:
    """A new database beside the one of `url`; its address."""
    import psycopg

    name = f"journey_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.rsplit("/", 1)[0] + "/" + name


def new_service(settings: dict[str, str] | None = None, *, within: tuple[str, ...] = ()) -> Service:
    """A prepared service, not yet started, on the database of this test run."""
    own = dict(settings or {})
    if url := os.environ.get("VIDEOBERATUNG_DATABASE_URL"):
        own["VIDEOBERATUNG_DATABASE_URL"] = own_database(url)
    service = Service(Path(tempfile.mkdtemp(prefix="videoberatung-service-")), own, within)
    service.prepare()
    return service
