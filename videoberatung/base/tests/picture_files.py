"""Files that people, and people who mean no good, may upload as a picture."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

EXIF_ORIENTATION, EXIF_GPS, EXIF_MAKER = 0x0112, 0x8825, 0x010F
PLACE = "Lindenplatz 7"


def picture_file(
    kind: str = "JPEG", *, size: tuple[int, int] = (640, 480), colour: Any = "teal", **how: Any
) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **how)
    return file.getvalue()


def two_halves(*, size: tuple[int, int] = (800, 400), **how: Any) -> bytes:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    file = BytesIO()
    image.save(file, "PNG" if "exif" not in how else "JPEG", **how)
    return file.getvalue()


def exif(*, orientation: int = 1) -> Image.Exif:
    """Where it was taken and with what."""
    known = Image.Exif()
    known[EXIF_ORIENTATION] = orientation
    known[EXIF_MAKER] = PLACE
    known[EXIF_GPS] = {1: "N", 2: (52.0, 31.0, 12.0)}
    return known


def animated() -> bytes:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    file = BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    return file.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture of this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    row = b"\0" * (1 + width)
    body = zlib.compress(row * min(height, 100))
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", body), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


GIF_WITH_PAGE = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00"
    b"\x00\x02\x02D\x01\x00;<html><script>alert(1)</script></html>"
)
PAGE = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 100
# Begins like a JPEG and is a page.
DISGUISED = b"\xff\xd8\xff\xe0" + PAGE
