"""No name, address, free text or token reaches a log line, at any level (promise 2 and threats).

A real service runs at DEBUG; canaries go into every address, header, form, cookie and socket
message. Then its log, its database and the rest of its files are searched.
"""

import contextlib
import http.client
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.urls import NoReverseMatch
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.service import Service
from tests.strangers.addresses import NOWHERE, every_address

CANARY = "Kanaria4711Vogelsang"
ADDRESS = "203.0.113.77"
HEADERS = ("User-Agent", "Referer", "Accept-Language", "Origin", "X-Forwarded-Host", "Cookie")
FIELDS = ("login", "email", "password", "password1", "name", "title", "message", "code", "next")
SOCKET_WORDS = (
    CANARY,
    f'{{"t":"hello","v":1,"ticket":"{CANARY}"}}',
    f'{{"t":"knock","name":"{CANARY}"}}',
    f'{{"t":"to","to":"{CANARY}","m":{{"k":"sdp","e":1,"oid":1,"d":{{"type":"offer","sdp":"{CANARY}"}}}}}}',
)
DEBUG = {"VIDEOBERATUNG_LOG_LEVEL": "DEBUG", "VIDEOBERATUNG_TRUSTED_PROXIES": "127.0.0.1"}
SQLITE = {"VIDEOBERATUNG_DATABASE_URL": ""}

pytestmark = pytest.mark.promise(2)


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    running = Service(Path(tempfile.mkdtemp(prefix="videoberatung-service-")), DEBUG | SQLITE)
    running.prepare()
    running.start()
    _plant(running)
    running.stop()
    yield running
    shutil.rmtree(running.directory, ignore_errors=True)


def _plant(service: Service) -> None:
    for path in _paths():
        _ask(service, "GET", f"{path}?q={CANARY}&next=/{CANARY}")
        _ask(service, "POST", path, urlencode(dict.fromkeys(FIELDS, f"{CANARY}@example.org")))
    _ask(service, "GET", f"/w/{CANARY}/")
    _ask(service, "GET", f"/{CANARY}/{quote(CANARY + 'ä')}")
    _ask(service, "POST", "/login/", f'{{"{CANARY}": not json', kind="application/json")
    _ask(service, "POST", "/login/", f"--{CANARY}", kind=f"multipart/form-data; boundary={CANARY}")
    _ask(service, "PROPFIND", f"/{CANARY}")
    for word in SOCKET_WORDS:
        _say(service, word)


def _paths() -> Iterator[str]:
    values = {"token": CANARY, "name": CANARY, "code": CANARY, "slug": "kanaria"}
    for address in every_address():
        known = {key: values.get(key, NOWHERE) for key in address.parameters}
        try:
            yield address.url(known)
        except NoReverseMatch:  # a number, or a word with a form of its own
            numbers = (key for key in address.parameters if not key.endswith("_id"))
            with contextlib.suppress(NoReverseMatch):
                yield address.url(known | dict.fromkeys(numbers, 1))


def _ask(
    service: Service,
    method: str,
    path: str,
    body: str = "",
    *,
    kind: str = "application/x-www-form-urlencoded",
) -> None:
    headers = dict.fromkeys(HEADERS, CANARY) | {"Content-Type": kind, "X-Forwarded-For": ADDRESS}
    asked = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
    with contextlib.closing(asked):
        asked.request(method, path, body.encode(), headers | {"Cookie": f"APPSESSION={CANARY}"})
        asked.getresponse().read()


def _say(service: Service, word: str) -> None:
    url = f"ws://127.0.0.1:{service.port}/live/{CANARY[:22]:0<22}/"
    headers = {"X-Forwarded-For": ADDRESS}
    with connect(url, origin=service.url, additional_headers=headers, proxy=None) as socket:
        socket.send(word)
        with contextlib.suppress(TimeoutError, ConnectionClosed):  # it has no other answer
            socket.recv(timeout=5)


def test_the_log_speaks(service: Service):
    """The control: what happened was logged, at the level that tells most."""
    assert "library_message" in service.log() or "level=info" in service.log()
    assert "worker_started" in service.log()


@pytest.mark.parametrize("secret", [CANARY, CANARY.lower(), ADDRESS, "lindenplatz-probe"])
def test_no_line_holds_what_somebody_sent(service: Service, secret: str):
    assert [line for line in service.log().splitlines() if secret in line] == []


def test_lines_hold_no_network_address_and_no_mail_address(service: Service):
    address = re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b|\S+@\S+\.\w+")
    lines = [line for line in service.log().splitlines() if address.search(line)]
    assert [line for line in lines if "127.0.0.1" not in line] == []


def test_no_file_of_the_service_holds_a_full_address(service: Service):
    everything = b"".join(p.read_bytes() for p in service.directory.rglob("*") if p.is_file())
    assert b"203.0.0.0" in everything  # the control: the shortened one is there
    assert ADDRESS.encode() not in everything
