"""Whatever a stranger or a guest sends: no traceback, and nobody else notices."""

import asyncio
import base64
import contextlib
import json
import os
import struct
from pathlib import Path

import pytest

from videoberatung.signalling.tests.loopback import ORIGIN, PATIENCE, Loopback, serving
from videoberatung.signalling.tests.samples import PRACTICE

pytestmark = pytest.mark.asyncio

EXAMPLES = json.loads((Path(__file__).parents[3] / "docs/protocol-examples.json").read_text())
TEXT, BINARY, CLOSE, PING, PONG, CONTINUED = 1, 2, 8, 9, 10, 0


def frame(
    opcode: int, data: bytes = b"", *, fin: int = 1, masked: bool = True, length: int = -1
) -> bytes:
    """RFC 6455, section 5.2; the mask is zero, so the data stays as it is."""
    size, mask = len(data) if length < 0 else length, 0x80 if masked else 0
    head = bytes([fin << 7 | opcode])
    if size < 126:
        head += bytes([mask | size])
    elif size < 65536:
        head += bytes([mask | 126]) + struct.pack("!H", size)
    else:
        head += bytes([mask | 127]) + struct.pack("!Q", size)
    return head + (bytes(4) if masked else b"") + data


async def ask(
    house: Loopback, *, path: str = f"/live/{PRACTICE}/", extra: bytes = b""
) -> tuple[bytes, asyncio.StreamReader, asyncio.StreamWriter]:
    """A handshake by hand; returns the status line of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: video.example.org\r\nOrigin: {ORIGIN}\r\n".encode("latin-1")
        + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + b"Sec-WebSocket-Key: "
        + base64.b64encode(os.urandom(16))
        + b"\r\n"
        + extra
        + b"\r\n"
    )
    async with asyncio.timeout(PATIENCE):
        head = await reader.readuntil(b"\r\n\r\n")
    return head.partition(b"\r\n")[0], reader, writer


async def read_to_the_end(reader: asyncio.StreamReader) -> bytes:
    answer = b""
    async with asyncio.timeout(PATIENCE):
        with contextlib.suppress(ConnectionError):
            while part := await reader.read(65536):
                answer += part
    return answer


def close_code(answer: bytes) -> int:
    """Of the last frame, which must be a close frame."""
    place = answer.rindex(b"\x88")
    return int.from_bytes(answer[place + 2 : place + 4], "big")


RAW = {
    "broken UTF-8": (frame(TEXT, b"\xff\xfe"), 1007),
    "broken UTF-8 in two parts": (frame(TEXT, b"\xc3", fin=0) + frame(CONTINUED, b"\x28"), 1007),
    "binary": (frame(BINARY, b'{"t":"leave"}'), 1008),
    "not masked": (frame(TEXT, b"{}", masked=False), 1002),
    "compressed": (b"\xc1" + frame(TEXT, b"{}")[1:], 1002),
    "too large": (frame(TEXT, b"a" * 65537), 1009),
    "said to be huge": (frame(TEXT, b"a", length=2**40), 1009),
    "too large in parts": (
        frame(TEXT, b"a" * 60000, fin=0) + frame(CONTINUED, b"a" * 60000),
        1009,
    ),
    "unknown kind": (frame(5, b"a"), 1002),
    "continues nothing": (frame(CONTINUED, b"a"), 1002),
    "text within text": (frame(TEXT, b"a", fin=0) + frame(TEXT, b"b"), 1002),
    "large ping": (frame(PING, b"a" * 126), 1002),
    "ping in parts": (frame(PING, b"a", fin=0), 1002),
    "half a close": (frame(CLOSE, b"\x03"), 1002),
    "close with a made-up code": (frame(CLOSE, struct.pack("!H", 1)), 1002),
    "close with broken UTF-8": (frame(CLOSE, struct.pack("!H", 1000) + b"\xff"), 1007),
    "ten thousand pings": (frame(PING) * 10_000, 1008),
    "ten thousand pongs": (frame(PONG) * 10_000, 1008),
    "ten thousand parts": (
        frame(TEXT, b"", fin=0) + frame(CONTINUED, b"", fin=0) * 10_000,
        1008,
    ),
    "ten thousand messages": (frame(TEXT, b'{"t":"turn"}') * 10_000, 1008),
}


@pytest.mark.parametrize(("sent", "code"), RAW.values(), ids=RAW)
async def test_a_broken_frame_closes_its_own_socket_only(sent, code):
    async with serving() as house:
        moderator, anna = await house.pair()
        status, reader, writer = await ask(house)
        assert status == b"HTTP/1.1 101 Switching Protocols"
        writer.write(sent)
        answer = await read_to_the_end(reader)
        assert close_code(answer) == code
        writer.close()
        assert await moderator.heard_until_pong() == await anna.heard_until_pong() == []


@pytest.mark.parametrize(
    "request_",
    [
        {"path": "/live/" + "a" * 9000},
        {"path": "/live/" + "a" * 60_000},
        {"path": "/live/%00%ff/"},
        {"path": "/live/\xff/"},
        {"extra": b"X: " + b"a" * 9000 + b"\r\n"},
        {"extra": b"X: a\r\n" * 500},
        {"extra": b"X-\xff: \xff\r\n"},
        {"extra": b"Content-Length: 5\r\n"},
        {"extra": f"Origin: {ORIGIN}\r\n".encode()},
        {"extra": b"Sec-WebSocket-Version: 12\r\n"},
    ],
    ids=lambda request: str(request)[:40],
)
async def test_a_request_that_cannot_be_read_is_answered_and_closed(request_):
    async with serving() as house:
        status, reader, writer = await ask(house, **request_)
        assert status.split()[1] in (b"400", b"403")
        await read_to_the_end(reader)
        writer.close()
        assert house.live.state()["sockets"] == 0


async def test_who_vanishes_in_the_middle_of_a_message_is_away():
    async with serving() as house:
        moderator, anna = await house.pair()
        anna.socket.transport.write(frame(TEXT, b'{"t":"kno', length=200))
        anna.socket.transport.abort()
        assert await moderator.hear("away")


async def test_nonsense_closes_the_socket_it_came_from_and_no_other():
    async with serving() as house:
        moderator, anna = await house.pair()

        async def say(number: int, nonsense: str) -> tuple[int, str]:
            guest = await house.enter(f"guest{number}")
            await guest.socket.send(nonsense)
            return await guest.closed()

        lines = EXAMPLES["nonsense_client"]
        endings = await asyncio.gather(*(say(*numbered) for numbered in enumerate(lines)))
        assert set(endings) == {(1008, "protocol")}
        assert await moderator.heard_until_pong() == await anna.heard_until_pong() == []


async def test_thousands_of_random_frames_break_nothing():
    """A fixed sequence, so that a failure can be repeated."""
    state = 1
    async with serving() as house:
        moderator, anna = await house.pair()
        for _ in range(100):
            _, reader, writer = await ask(house)
            for _ in range(20):
                state = state * 6364136223846793005 + 1442695040888963407 & 2**64 - 1
                noise = state.to_bytes(8, "big") * (state % 7)
                writer.write(frame(state >> 60, noise, fin=state >> 59 & 1))
            writer.write_eof()
            await read_to_the_end(reader)
            writer.close()
        assert await moderator.heard_until_pong() == await anna.heard_until_pong() == []


@pytest.mark.parametrize("size", [60_000, 65_000])
async def test_a_large_message_within_the_limit_is_read(size):
    async with serving() as house:
        anna = await house.enter("anna")
        await anna.say("knock", name="a" * size)
        refused = {"t": "error", "code": "name_invalid", "re": "knock"}
        assert await anna.heard_until_pong() == [refused]


async def test_a_message_in_parts_is_read():
    async with serving() as house:
        anna = await house.enter("anna")
        await anna.socket.send(['{"t":"ping",', '"n":', "7}"])
        assert await anna.hear("pong") == {"t": "pong", "n": 7}
