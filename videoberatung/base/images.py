"""Pictures that people send: decoded, turned upright, re-encoded. Nothing of the file is kept.

Only what was decoded to pixels goes on, so neither a place where a photograph was taken nor
a page or a program hidden in the file survives.
"""

import struct
import zlib
from io import BytesIO
from typing import Literal

from PIL import Image, ImageOps

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
KINDS = ("PNG", "JPEG", "WEBP")
# What Pillow's decoders raise on files that are damaged, cut off or made to harm.
_DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    TypeError,
    struct.error,
    zlib.error,
)


class PictureError(Exception):
    """This file cannot become a picture.

    `reason` says why: "too_large" (bytes), "too_many_pixels", "no_picture".
    """

    def __init__(self, reason: Literal["too_large", "too_many_pixels", "no_picture"]) -> None:
        super().__init__(reason)
        self.reason = reason


def read_picture(content: bytes) -> Image.Image:
    """The first frame, upright, as RGB or, where something shines through, RGBA.

    Whatever the name says, it must be a PNG, JPEG or WebP and decode to its last line.
    Raises PictureError. Costs up to four bytes of memory for each pixel.
    """
    if len(content) > MOST_BYTES:
        raise PictureError("too_large")
    try:
        with Image.open(BytesIO(content), formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureError("too_many_pixels")
            return _pixels_of(ImageOps.exif_transpose(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError("too_many_pixels") from None
    except _DAMAGED:
        raise PictureError("no_picture") from None


def fitted(picture: Image.Image, width: int, height: int) -> Image.Image:
    """As large as fits into `width` by `height`, in its own shape; a small one stays small."""
    smaller = picture.copy()
    smaller.thumbnail((width, height), Image.Resampling.LANCZOS)
    return smaller


def squared(picture: Image.Image, edge: int) -> Image.Image:
    """The middle of the picture as a square of `edge` pixels."""
    return ImageOps.fit(picture, (edge, edge), Image.Resampling.LANCZOS)


def as_webp(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", quality=88, method=4)
    return out.getvalue()


def _pixels_of(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):  # Pillow would cut the upper half of the greys off
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    pixels = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    # Colour profiles, comments and positions hang on the picture and would be saved again.
    pixels.info.clear()
    return pixels
