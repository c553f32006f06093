"""A machine with a service of its own: data directory, database, folder for backups."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from videoberatung.backups.sealing import new_key

Done = subprocess.CompletedProcess[str]
SECRET, PUBLIC = new_key()
ON_POSTGRESQL = "VIDEOBERATUNG_DATABASE_URL" in os.environ


class Machine:
    def __init__(self, root: Path, backups: Path, database_url: str = "") -> None:
        self.data, self.backups, self.database_url = root / "data", backups, database_url
        self.key = root / "key.txt"
        self.key.write_text(f"# public key: {PUBLIC}\n{SECRET}\n")
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "videoberatung.config.settings",
            "VIDEOBERATUNG_DATA_DIR": str(self.data),
            "VIDEOBERATUNG_DATABASE_URL": database_url,
            "VIDEOBERATUNG_BACKUP_DIR": str(backups),
            "VIDEOBERATUNG_BACKUP_RECIPIENTS": PUBLIC,
        }

    def act(self, what: str) -> Done:
        done = self._run("-m", "tests.backups.actor", what)
        assert done.returncode == 0, done.stderr
        return done

    def state(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.act("state").stdout)
        return content

    def run(self, *arguments: str) -> Done:
        """The command `videoberatung`."""
        code = "import sys; from videoberatung.config.cli import main; sys.exit(main())"
        return self._run("-c", code, *arguments)

    def back_up(self) -> Path:
        done = self.run("backup")
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.strip())

    def restore(self, backup: Path, *more: str) -> Done:
        return self.run("restore", str(backup), "--key", str(self.key), *more)

    def holds(self, canary: str) -> bool:
        """In the bytes of SQLite's files; of PostgreSQL in everything it says it stores."""
        needles = [canary.encode(), canary.encode().hex().encode()]
        return any(needle in content for needle in needles for content in self._contents())

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """As by a running service: a connection to the database, or a socket that listens."""
        url = self.environment["VIDEOBERATUNG_DATABASE_URL"]
        if url:
            with psycopg.connect(url):
                yield
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as inside:
            inside.bind(str(self.data / "signalling.sock"))
            inside.listen()
            yield

    def _contents(self) -> Iterator[bytes]:
        url = self.environment["VIDEOBERATUNG_DATABASE_URL"]
        if url:
            command = ["pg_dump", "--data-only", url]
            yield subprocess.run(command, check=True, capture_output=True).stdout
        for path in self.data.rglob("*"):
            if path.is_file():
                yield path.read_bytes()

    def _run(self, *arguments: str) -> Done:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, check=False, capture_output=True, text=True, env=self.environment
        )


@contextmanager
def new_database(like: str = "") -> Iterator[str]:
    """Beside that of the tests, empty or a copy; an empty address is SQLite in its directory."""
    if not ON_POSTGRESQL:
        yield ""
        return
    url = os.environ["VIDEOBERATUNG_DATABASE_URL"]
    name = f"machine_{uuid4().hex}"
    template = f" TEMPLATE {like.rsplit('/', 1)[1]}" if like else ""
    _psql(url, f"CREATE DATABASE {name}{template}")
    try:
        yield url.rsplit("/", 1)[0] + f"/{name}"
    finally:
        _psql(url, f"DROP DATABASE {name} WITH (FORCE)")


def _psql(url: str, statement: str) -> None:
    subprocess.run(["psql", "--quiet", "--command", statement, url], check=True)
