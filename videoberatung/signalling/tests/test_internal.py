import asyncio
import contextlib
import http.client
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from videoberatung.signalling import internal
from videoberatung.signalling.bus import RoomChanges, RoomState, write_changes
from videoberatung.signalling.internal import create_internal_app, fetch_state, post_changes
from videoberatung.signalling.tests.loopback import Loopback, serving, uvicorn_on
from videoberatung.signalling.tests.samples import KEY, OTHER_KEY, PRACTICE, ROOM

pytestmark = pytest.mark.asyncio

CANCELLED = RoomChanges(
    rooms=(RoomState(practice=PRACTICE, room=ROOM, ends_at=0.0, cancelled=True),)
)
NOBODY = {
    "rooms": 0,
    "inside": 0,
    "waiting": 0,
    "names": 0,
    "lobby": 0,
    "watching": 0,
    "tombstones": 0,
    "old_words": 0,
    "sockets": 0,
    "oldest_room_s": 0,
    "past_end": 0,
    "overdue": 0,
}


@contextlib.asynccontextmanager
async def serving_inside(directory: Path) -> AsyncIterator[tuple[Loopback, Path]]:
    path = directory / "inside.sock"
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    async with serving() as house, uvicorn_on(create_internal_app(house.live), listening):
        yield house, path


async def test_the_state_counts_and_names_nobody(tmp_path):
    async with serving_inside(tmp_path) as (house, path):
        assert await asyncio.to_thread(fetch_state, path, KEY) == NOBODY
        await house.pair()
        desk, bert = await house.watch(), await house.enter("bert")
        await desk.hear("lobby")
        await bert.say("knock", name="Muster Bert")
        await bert.hear("waiting")
        state = await asyncio.to_thread(fetch_state, path, KEY)
        counts = {"rooms": 1, "inside": 2, "waiting": 1, "watching": 1, "sockets": 4}
        counts |= {"names": 1, "lobby": 1}
        assert state == {**NOBODY, **counts}
        house.clock.ahead = 2000
        assert house.live.state()["past_end"] == 1
        assert house.live.state()["oldest_room_s"] >= 2000


async def test_changes_reach_the_rooms(tmp_path):
    async with serving_inside(tmp_path) as (house, path):
        anna = await house.enter("anna")
        await asyncio.to_thread(post_changes, path, KEY, CANCELLED)
        assert (await anna.hear("ended"))["why"] == "cancelled"


async def test_another_key_learns_and_changes_nothing(tmp_path):
    async with serving_inside(tmp_path) as (house, path):
        anna = await house.enter("anna")
        with pytest.raises(ConnectionError):
            await asyncio.to_thread(fetch_state, path, OTHER_KEY)
        with pytest.raises(ConnectionError):
            await asyncio.to_thread(post_changes, path, OTHER_KEY, CANCELLED)
        assert await anna.heard_until_pong() == []


def ask(path: Path, method: str, target: str, body: bytes, authorization: str) -> int:
    connection = internal._UnixConnection(path)
    connection.request(method, target, body, {"Authorization": authorization})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def authorize(request: str, body: bytes = b"", *, ago: int = 0) -> str:
    return internal._authorization(KEY, int(time.time()) - ago, request, body)


GET, POST = "GET /internal/state", "POST /internal/rooms"
BODY = write_changes(CANCELLED)


@pytest.mark.parametrize(
    ("request_", "body", "authorization", "status"),
    [
        (GET, b"", lambda: authorize(GET), 200),
        (GET, b"", lambda: authorize(GET, ago=120), 403),
        (GET, b"", lambda: authorize(POST), 403),
        (GET, b"", lambda: "", 403),
        (GET, b"", lambda: "1:1", 403),
        (GET, b"", lambda: "\xb2:1", 403),
        (GET, b"", lambda: authorize(GET)[:-1] + "g", 403),
        (POST, BODY, lambda: authorize(POST, BODY), 200),
        (POST, BODY, lambda: authorize(POST, b"{}"), 403),
        (POST, b"{", lambda: authorize(POST, b"{"), 400),
        (POST, b'{"evil":1}', lambda: authorize(POST, b'{"evil":1}'), 400),
        ("GET /internal/", b"", lambda: authorize("GET /internal/"), 404),
        ("GET /internal/rooms", b"", lambda: authorize("GET /internal/rooms"), 404),
    ],
)
async def test_only_signed_and_fresh_requests_are_answered(
    tmp_path, request_, body, authorization, status
):
    method, target = request_.split()
    async with serving_inside(tmp_path) as (_, path):
        # Signed now and not when the tests are collected: a signature lives a minute.
        answered = await asyncio.to_thread(ask, path, method, target, body, authorization())
        assert answered == status


async def test_a_body_without_end_is_refused(tmp_path):
    body = b"x" * (internal.LARGEST_BODY + 1)
    async with serving_inside(tmp_path) as (_, path):
        answered = await asyncio.to_thread(ask, path, *POST.split(), body, authorize(POST, body))
        assert answered == 413


async def test_without_signalling_the_caller_gets_an_error_it_can_name(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        fetch_state(tmp_path / "nothing.sock", KEY)


async def test_a_server_that_talks_nonsense_is_an_error_too(tmp_path):
    async def nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"nonsense\r\n\r\n")
        writer.close()

    path = tmp_path / "nonsense.sock"
    async with await asyncio.start_unix_server(nonsense, path):
        with pytest.raises(ConnectionError) as failed:
            await asyncio.to_thread(fetch_state, path, KEY)
        assert isinstance(failed.value.__cause__, http.client.HTTPException)
