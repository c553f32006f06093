"""The record of visits as the running service makes it."""

import http.client
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path

import pytest

from tests.service import Service

pytestmark = [pytest.mark.promise(1), pytest.mark.promise(2)]

CANARY = "Mozilla/5.0 (X11; Linux x86_64; canary-4711) Gecko/20100101 Firefox/140.0"
PATIENCE_SECONDS = 10


def rows_in(directory: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(directory / "videoberatung.sqlite3") as database:
        found = database.execute("SELECT browser, version, system, network FROM privacy_pagevisit")
        return found.fetchall()


def ask_for_a_page(port: int) -> None:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    asked.request("GET", "/", headers={"User-Agent": CANARY})
    assert asked.getresponse().status == 200
    asked.close()


def test_a_visit_is_written_within_a_second_and_shows_neither_string_nor_address():
    # On SQLite in any run: its file can be searched.
    directory = Path(tempfile.mkdtemp(prefix="videoberatung-service-"))
    service = Service(directory, {"VIDEOBERATUNG_DATABASE_URL": ""})
    service.prepare()
    service.start()
    try:
        before = len(rows_in(directory))
        ask_for_a_page(service.port)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(rows_in(directory)) == before and time.monotonic() < deadline:
            time.sleep(0.1)
        assert ("Firefox", "140", "Linux", "127.0.0.0") in rows_in(directory)
        service.kill()
        everything = b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file())
        assert b"127.0.0.0" in everything  # the control: this is where it would be found
        assert b"canary-4711" not in everything
        assert b"127.0.0.1" not in everything
    finally:
        service.stop()
        shutil.rmtree(directory, ignore_errors=True)
