"""A picture somebody sends becomes the square that is shown of them. No database."""

from typing import NamedTuple

from PIL import Image

from videoberatung.base.images import as_webp, read_picture

EDGE, SMALL_EDGE = 512, 96
QUALITY = 80
MOST_ZOOM = 400


class Crop(NamedTuple):
    """Which square of the picture, in percent. The same sums are in frontend/src/pure/crop.ts.

    `zoom` 100 is the largest square; `left` and `top` say where it lies in what is left over,
    from 0 (at the edge) to 100 (at the other one).
    """

    left: int = 50
    top: int = 50
    zoom: int = 100

    def box(self, width: int, height: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in a picture of this size."""
        edge = min(width, height) * 100 / self.zoom
        left, top = (width - edge) * self.left / 100, (height - edge) * self.top / 100
        return left, top, left + edge, top + edge


class Portrait(NamedTuple):
    """Two WebP files of the same square."""

    content: bytes
    small: bytes


def portrait_of(file: bytes, crop: Crop) -> Portrait:
    """Takes up to some seconds for the largest pictures. Raises RefusedError."""
    picture = read_picture(file)
    box = crop.box(picture.width, picture.height)
    square = picture.resize((EDGE, EDGE), Image.Resampling.LANCZOS, box=box)
    plain = Image.new("RGB", square.size, "white")
    plain.paste(square, mask=square if square.mode == "RGBA" else None)
    small = plain.resize((SMALL_EDGE, SMALL_EDGE), Image.Resampling.LANCZOS)
    return Portrait(as_webp(plain, quality=QUALITY), as_webp(small, quality=QUALITY))
