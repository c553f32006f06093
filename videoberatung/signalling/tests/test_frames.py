"""Frames are made by the library that browsers' frames are compared with in its own tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from videoberatung.signalling.frames import FrameCut, cut, text_frame, text_of

LARGEST = 64 * 1024


def from_client(opcode: Opcode, payload: bytes, *, fin: bool = True) -> bytes:
    return Frame(opcode, payload, fin=fin).serialize(mask=True)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535])
def test_a_whole_text_is_cut_out_and_read(size: int):
    said = "ä" * (size // 2) + "x" * (size % 2)
    data = b"before" + from_client(Opcode.TEXT, said.encode()) + b"after"
    frame = cut(data, 6, largest=LARGEST)
    assert isinstance(frame, FrameCut)
    assert (frame.kind, text_of(data, frame), data[frame.end :]) == ("text", said, b"after")


@pytest.mark.parametrize("opcode", [Opcode.CLOSE, Opcode.PING, Opcode.PONG])
def test_a_control_frame_is_cut_out_whole(opcode: Opcode):
    data = from_client(opcode, b"\x03\xe8bye")
    assert cut(data, 0, largest=LARGEST) == FrameCut("control", 6, len(data))


@pytest.mark.parametrize("size", [5, 200])
@pytest.mark.parametrize("opcode", [Opcode.TEXT, Opcode.PONG])
def test_as_long_as_a_byte_is_missing_it_is_unfinished(opcode: Opcode, size: int):
    data = from_client(opcode, b"x" * (size if opcode is Opcode.TEXT else 5))
    answers = {cut(data[:end], 0, largest=LARGEST) for end in range(len(data))}
    assert answers == {"unfinished"}


@pytest.mark.parametrize(
    "data",
    [
        from_client(Opcode.BINARY, b"x"),
        from_client(Opcode.TEXT, b"x", fin=False),
        from_client(Opcode.CONT, b"x"),
        from_client(Opcode.TEXT, b"x" * 1001),
        from_client(Opcode.TEXT, b"x" * 70_000),
        Frame(Opcode.TEXT, b"unmasked").serialize(mask=False),
        b"\xc1" + from_client(Opcode.TEXT, b"reserved bit")[1:],
        b"\x81\xfe\x00\x05maskhello",  # a long head for a short text
        b"\x89\xfe\x00\x80mask" + b"x" * 128,  # a ping beyond what a ping may be
    ],
    ids=[
        "binary",
        "first fragment",
        "later fragment",
        "too long",
        "eight bytes of length",
        "unmasked",
        "reserved bit",
        "long head for a short text",
        "long ping",
    ],
)
def test_everything_else_is_left_to_the_library(data: bytes):
    assert cut(data, 0, largest=1000) == "other"


@given(st.lists(st.text(max_size=300), min_size=1, max_size=8))
def test_a_stream_of_texts_comes_apart_as_it_was_put_together(texts: list[str]):
    data = b"".join(from_client(Opcode.TEXT, text.encode()) for text in texts)
    position, read = 0, []
    while position < len(data):
        frame = cut(data, position, largest=LARGEST)
        assert isinstance(frame, FrameCut)
        read.append(text_of(data, frame))
        position = frame.end
    assert read == texts


@pytest.mark.parametrize("size", [0, 125, 126, 65_535])
def test_what_is_written_is_what_the_library_would_write(size: int):
    payload = b"x" * size
    assert text_frame(payload) == Frame(Opcode.TEXT, payload).serialize(mask=False)


def test_what_needs_a_longer_head_is_left_to_the_library():
    assert text_frame(b"x" * 65_536) is None
