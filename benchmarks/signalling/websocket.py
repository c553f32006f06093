"""The smallest WebSocket client that can load a server: text frames, no extensions (RFC 6455)."""

import asyncio
import base64
import os
from collections.abc import Callable
from typing import cast

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
FINAL, MASKED = 0x80, 0x80
END_OF_HEADERS = b"\r\n\r\n"
# Legal, and saves the generator the work of masking: XOR with zero changes nothing.
NO_MASK = bytes(4)


def frame(kind: int, payload: bytes) -> bytes:
    """One masked frame as a client sends it."""
    size = len(payload)
    if size < 126:
        head = bytes([FINAL | kind, MASKED | size])
    elif size < 1 << 16:
        head = bytes([FINAL | kind, MASKED | 126]) + size.to_bytes(2, "big")
    else:
        head = bytes([FINAL | kind, MASKED | 127]) + size.to_bytes(8, "big")
    return head + NO_MASK + payload


class Frames:
    """Takes bytes as they come and gives whole frames."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[tuple[int, bytes]]:
        buffer, position, found = self._rest + data, 0, []
        while (end := _end_of_frame(buffer, position)) and end[1] <= len(buffer):
            found.append((buffer[position] & 0x0F, buffer[end[0] : end[1]]))
            position = end[1]
        self._rest = buffer[position:]
        return found


def _end_of_frame(buffer: bytes, position: int) -> tuple[int, int] | None:
    """Where the payload begins and ends; None when the head is not complete."""
    if len(buffer) < position + 2:
        return None
    size, start = buffer[position + 1] & 0x7F, position + 2
    if size >= 126:
        length = 2 if size == 126 else 8
        size, start = int.from_bytes(buffer[start : start + length], "big"), start + length
        if len(buffer) < start:
            return None
    return start, start + size


class Socket(asyncio.Protocol):
    """`on_open` and `on_text` are called in the loop; a close by the server is an error."""

    def __init__(self, path: str, origin: str, port: int) -> None:
        self._request = _upgrade(path, origin, port)
        self._frames = Frames()
        self._head: bytes | None = b""
        self._transport: asyncio.Transport | None = None
        self.on_open: Callable[[], None] = lambda: None
        self.on_text: Callable[[bytes], None] = lambda text: None
        self.is_done = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are not derived from asyncio's.
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        if self._head is not None:
            self._head += data
            if END_OF_HEADERS not in self._head:
                return
            head, data = self._head.split(END_OF_HEADERS, 1)
            if b" 101 " not in head[:16]:
                raise ConnectionError(head.split(b"\r\n")[0].decode())
            self._head = None
            self.on_open()
        for kind, payload in self._frames.feed(data):
            self._receive(kind, payload)

    def _receive(self, kind: int, payload: bytes) -> None:
        if kind == TEXT:
            self.on_text(payload)
        elif kind == PING and self._transport:
            self._transport.write(frame(PONG, payload))
        elif kind == CLOSE and not self.is_done:
            raise ConnectionError(f"closed by the server: {payload[2:].decode()}")

    def send(self, text: bytes) -> None:
        if self._transport:
            self._transport.write(frame(TEXT, text))

    def close(self) -> None:
        self.is_done = True
        if self._transport:
            self._transport.abort()


def _upgrade(path: str, origin: str, port: int) -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: localhost:{port}",
        f"Origin: {origin}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
    ]
    return "\r\n".join(lines).encode() + END_OF_HEADERS
