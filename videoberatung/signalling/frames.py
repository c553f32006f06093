"""Cutting a stream into WebSocket frames (RFC 6455, section 5.2). Pure.

Only what browsers send in a running session is understood here: whole masked text frames and
control frames. Anything else is left to the library.
"""

from typing import Literal, NamedTuple

# Not exported, but there the library has chosen between C and Python.
from websockets.frames import apply_mask  # type: ignore[attr-defined]

WHOLE_TEXT, CLOSE, PONG = 0x81, 0x88, 0x8A
MASKED, LENGTH = 0x80, 0x7F
TWO_BYTES = 126  # the length stands in the next two bytes
LARGEST_CONTROL = 125
SHORT_HEAD, LONG_HEAD = 6, 8  # with the four bytes of the mask


class FrameCut(NamedTuple):
    kind: Literal["text", "control"]
    start: int
    """Where the payload begins; the mask stands in the four bytes before it."""
    end: int


def cut(data: bytes, position: int, *, largest: int) -> FrameCut | Literal["unfinished", "other"]:
    """The frame that begins at `position`; payloads of text have at most `largest` bytes.

    `unfinished`: more bytes are needed to tell or to have all of it. `other`: not for here.
    """
    left = len(data) - position
    if left < 2:
        return "unfinished"
    kind, size = data[position], data[position + 1]
    if not size & MASKED:
        return "other"
    size &= LENGTH
    if CLOSE <= kind <= PONG and size <= LARGEST_CONTROL:
        if left < SHORT_HEAD + size:
            return "unfinished"
        start = position + SHORT_HEAD
        return FrameCut("control", start, start + size)
    if kind != WHOLE_TEXT or size > TWO_BYTES:
        return "other"
    head = SHORT_HEAD
    if size == TWO_BYTES:
        if left < LONG_HEAD:
            return "unfinished"
        head, size = LONG_HEAD, data[position + 2] << 8 | data[position + 3]
        if size < TWO_BYTES or size > largest:
            return "other"
    if left < head + size:
        return "unfinished"
    return FrameCut("text", position + head, position + head + size)


def text_of(data: bytes, frame: FrameCut) -> str:
    """Raises UnicodeDecodeError."""
    mask = data[frame.start - 4 : frame.start]
    payload: bytes = apply_mask(data[frame.start : frame.end], mask)
    return payload.decode()


def text_frame(payload: bytes) -> bytes | None:
    """A whole unmasked frame, as servers send them; None for what needs eight bytes of length."""
    size = len(payload)
    if size < TWO_BYTES:
        return bytes((WHOLE_TEXT, size)) + payload
    if size < 1 << 16:
        return bytes((WHOLE_TEXT, TWO_BYTES, size >> 8, size & 0xFF)) + payload
    return None
