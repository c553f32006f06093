"""The inside of signalling for pages, worker and command line, on a unix socket.

Requests are signed with the ticket key and carry their time, so that another user of the
machine who can reach the socket learns and changes nothing.
"""

import hashlib
import hmac
import http.client
import json
import socket
import time
from pathlib import Path
from typing import Any

import msgspec

from videoberatung.signalling.bus import RoomChanges, read_changes, write_changes
from videoberatung.signalling.connection import Event, Receive, Send
from videoberatung.signalling.server import Signalling

STATE, ROOMS = "/internal/state", "/internal/rooms"
SIGNATURE_SECONDS = 60
LARGEST_BODY = 8 * 1024 * 1024
CLIENT_TIMEOUT_SECONDS = 2.0


class InternalApp:
    """ASGI; must run in the same event loop as `live`."""

    def __init__(self, live: Signalling) -> None:
        self._live = live

    async def __call__(self, scope: Event, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        body = await _read_body(receive)
        status, answer = self._answer(scope, body)
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    def _answer(self, scope: Event, body: bytes | None) -> tuple[int, bytes]:
        if body is None:
            return 413, b"{}"
        method, path = scope["method"], scope["path"]
        given = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
        if not self._is_signed(given, f"{method} {path}", body):
            return 403, b"{}"
        if (method, path) == ("GET", STATE):
            return 200, json.dumps(self._live.state()).encode()
        if (method, path) == ("POST", ROOMS):
            return self._apply(body)
        return 404, b"{}"

    def _apply(self, body: bytes) -> tuple[int, bytes]:
        try:
            changes = read_changes(body)
        except msgspec.DecodeError:
            return 400, b"{}"
        self._live.apply(changes)
        return 200, b"{}"

    def _is_signed(self, given: str, request: str, body: bytes) -> bool:
        written, _, _ = given.partition(":")
        if not written.isdecimal() or len(written) > 12:
            return False
        if abs(self._live.now() - int(written)) > SIGNATURE_SECONDS:
            return False
        keys = (self._live.config.key, *self._live.config.previous_keys)
        return any(
            hmac.compare_digest(given, _authorization(key, int(written), request, body))
            for key in keys
        )


def create_internal_app(live: Signalling) -> InternalApp:
    return InternalApp(live)


def fetch_state(socket_path: Path, key: bytes) -> dict[str, int]:
    """What `Signalling.state` says. Blocking; raises OSError if nobody answers properly."""
    state: dict[str, int] = _request("GET", STATE, b"", socket_path, key)
    return state


def post_changes(socket_path: Path, key: bytes, changes: RoomChanges) -> None:
    """Blocking; raises OSError if nobody answers properly."""
    _request("POST", ROOMS, write_changes(changes), socket_path, key)


def _request(method: str, path: str, body: bytes, socket_path: Path, key: bytes) -> Any:
    authorization = _authorization(key, int(time.time()), f"{method} {path}", body)
    connection = _UnixConnection(socket_path)
    try:
        connection.request(method, path, body, {"Authorization": authorization})
        response = connection.getresponse()
        answer = response.read()
    except http.client.HTTPException as error:
        raise ConnectionError from error
    finally:
        connection.close()
    if response.status != 200:
        raise ConnectionError(response.status)
    return json.loads(answer)


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, socket_path: Path) -> None:
        super().__init__("localhost", timeout=CLIENT_TIMEOUT_SECONDS)
        self._socket_path = socket_path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(CLIENT_TIMEOUT_SECONDS)
        self.sock.connect(str(self._socket_path))


def _authorization(key: bytes, written: int, request: str, body: bytes) -> str:
    """`<seconds since 1970>:<HMAC>`."""
    signed = f"videoberatung internal\n{written}\n{request}\n".encode() + body
    return f"{written}:{hmac.digest(key, signed, hashlib.sha256).hex()}"


async def _read_body(receive: Receive) -> bytes | None:
    """None for a body that is too large or was broken off."""
    body = bytearray()
    while True:
        event = await receive()
        if event["type"] != "http.request":
            return None
        body += event.get("body", b"")
        if len(body) > LARGEST_BODY:
            return None
        if not event.get("more_body"):
            return bytes(body)
