"""What the database and the cache beside the product must not write down."""

import asyncio
import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
import redis
from pytest_django import Settings

from tests.postgres import cluster
from videoberatung.rooms.session_checks import check_sessions_live_in_memory
from videoberatung.signalling.board import PREFIX, keep_posting, read_board
from videoberatung.signalling.counts import counts_of
from videoberatung.signalling.notices import Notices

SHIPPED = Path(__file__).parents[2] / "deploy"
CANARY = "canary-erika-muster"
NEEDS_RESTART = ("listen_addresses", "track_activity_query_size")
SECONDS_TO_START = 10


def _settings() -> dict[str, str]:
    lines = (SHIPPED / "postgresql/videoberatung.conf").read_text().splitlines()
    pairs = [line.split(" = ", 1) for line in lines if line and not line.startswith("#")]
    return {name: value.strip("'") for name, value in pairs}


def _log_after_mistakes(settings: dict[str, str]) -> str:
    """PostgreSQL's log after statements that fail while they carry a personal value."""
    with cluster() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            for name, value in settings.items():
                connection.execute(f"ALTER SYSTEM SET {name} = {value!r}")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("CREATE TABLE person (name text UNIQUE, age int CHECK (age > 0))")
        with psycopg.connect(url, autocommit=True) as connection:
            _make_mistakes(connection)
        return (Path(unquote(urlsplit(url).netloc.split("@")[1])) / "log").read_text()


def _make_mistakes(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    insert = "INSERT INTO person VALUES (%s, %s)"
    connection.execute(insert, (CANARY, 1))
    for mistake in ((CANARY, 1), (CANARY + "2", -1)):
        with pytest.raises(psycopg.IntegrityError):
            connection.execute(insert, mistake)
    with pytest.raises(psycopg.DataError):
        connection.execute("SELECT %s::text::int", (CANARY,))


@pytest.mark.promise(2)
def test_postgresql_logs_no_values():
    settings = _settings()
    for name in NEEDS_RESTART:
        del settings[name]
    assert CANARY not in _log_after_mistakes(settings)


def test_postgresql_would_log_them_otherwise():
    assert CANARY in _log_after_mistakes({"log_min_messages": "warning"})


@contextmanager
def _valkey(directory: Path, *more: str) -> Iterator["redis.Redis"]:
    socket = directory / "socket"
    configuration = SHIPPED / "valkey/videoberatung.conf"
    command = ["redis-server", str(configuration), "--port", "0", "--unixsocket", str(socket)]
    process = subprocess.Popen([*command, *more], cwd=directory, stdout=subprocess.DEVNULL)
    client = redis.Redis(unix_socket_path=str(socket), decode_responses=True)
    try:
        _wait_until_it_answers(client)
        yield client
    finally:
        client.close()
        process.terminate()
        process.wait(timeout=10)


def _wait_until_it_answers(client: "redis.Redis") -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        try:
            client.ping()
        except redis.ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("redis-server does not answer")


def _use(client: "redis.Redis") -> None:
    client.set(CANARY, CANARY, ex=60)
    for command in ("SAVE", "BGSAVE", "BGREWRITEAOF"):
        with pytest.raises(redis.ResponseError):
            client.execute_command(command)


@pytest.mark.promise(13)
def test_valkey_leaves_nothing_on_the_disk(tmp_path: Path):
    with _valkey(tmp_path) as client:
        _use(client)
        assert client.get(CANARY) == CANARY
        assert client.config_get("save") == {"save": ""}
        assert client.slowlog_get() == []
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_valkey_would_leave_a_file_otherwise(tmp_path: Path):
    with _valkey(tmp_path, "--save", "60 1") as client:
        _use(client)
    assert CANARY.encode() in (tmp_path / "dump.rdb").read_bytes()


@pytest.mark.promise(13)
@pytest.mark.breaks(13)
@pytest.mark.parametrize(
    ("more", "state"),
    [((), "kept"), (("--save", "60 1"), "broken"), (("--appendonly", "yes"), "broken")],
)
def test_the_audit_sees_whether_valkey_writes(
    tmp_path: Path, settings: Settings, more: tuple[str, ...], state: str
):
    with _valkey(tmp_path, *more) as client:
        settings.VALKEY_URL = f"unix://{tmp_path / 'socket'}"
        client.set(f"{PREFIX}one", json.dumps(counts_of([], Notices(), sockets=2, now=0)))
        assert check_sessions_live_in_memory(datetime.now(UTC)).state == state


def test_processes_say_how_much_is_live_in_them_and_are_added_up(tmp_path: Path):
    with _valkey(tmp_path) as client:
        url = f"unix://{tmp_path / 'socket'}"
        with pytest.raises(ConnectionError):
            read_board(url)
        asyncio.run(_post_for_a_moment(url, count=2))
        assert read_board(url)["rooms"] == 2
        assert read_board(url)["oldest_room_s"] == 7
        assert all(0 < client.ttl(key) <= 60 for key in client.scan_iter(f"{PREFIX}*"))


class _OneRoom:
    def state(self) -> dict[str, int]:
        return {"rooms": 1, "oldest_room_s": 7}


async def _post_for_a_moment(url: str, *, count: int) -> None:
    posting = [asyncio.create_task(keep_posting(url, _OneRoom())) for _ in range(count)]
    await asyncio.sleep(0.5)
    for task in posting:
        task.cancel()
    await asyncio.gather(*posting, return_exceptions=True)
