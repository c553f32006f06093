"""Photographs as people send them."""

from io import BytesIO

from PIL import Image

PLACE = "Lindenplatz 7"
_ORIENTATION, _MAKER, _GPS = 0x0112, 0x010F, 0x8825


def photograph(
    *, size: tuple[int, int] = (640, 480), colour: str = "teal", orientation: int = 1
) -> bytes:
    """A JPEG that says where it was taken and with what."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif[_MAKER] = PLACE
    exif[_GPS] = {1: "N", 2: (52.0, 31.0, 12.0)}
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def two_halves() -> bytes:
    """A wide PNG, red on the left, blue on the right."""
    image = Image.new("RGB", (800, 400), "red")
    image.paste("blue", (400, 0, 800, 400))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
