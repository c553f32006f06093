"""What people upload as a picture: only what is really one, and of it nothing but the picture.

Neither the name nor the declared type of a file is looked at. Everything that comes along with
a photograph (place, time, device, colour profile) is left behind by drawing it anew.
"""

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from django.utils.translation import gettext_noop
from PIL import Image, ImageOps, UnidentifiedImageError

from videoberatung.base.errors import RefusedError, register_refusal

FORMATS = ("JPEG", "PNG", "WEBP")
ACCEPTED_TYPES = "image/jpeg,image/png,image/webp"
MOST_PIXELS = 50_000_000
QUALITY = 80
# More is not drawn from a picture; a JPEG is not even decoded larger than needed for it.
ENOUGH_PIXELS = 2048
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
# A picture of 50 megapixels takes 400 MB while it is decoded.
_one_at_a_time = threading.Lock()

# Looked at before anything is decoded. Of Pillow's two thresholds the lower one only warns.
# https://pillow.readthedocs.io/en/stable/reference/Image.html#PIL.Image.open
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)

register_refusal("picture_too_large", gettext_noop("The picture is larger than 10 MB."))
register_refusal(
    "picture_heic",
    gettext_noop(
        "Pictures in the format HEIC cannot be read here. Please save it as JPEG. On an iPhone:"
        " Settings, Camera, Formats, Most Compatible."
    ),
)
register_refusal(
    "no_picture", gettext_noop("This file is no picture of the kinds JPEG, PNG or WebP.")
)
register_refusal(
    "picture_broken",
    gettext_noop("This picture is damaged or incomplete. Please try another one."),
)
register_refusal(
    "too_many_pixels",
    gettext_noop("This picture has more than 50 megapixels. Please make it smaller first."),
)


@contextmanager
def decoded(content: bytes) -> Iterator[Image.Image]:
    """The picture in these bytes, upright, RGB or RGBA; of an animated one the first frame.

    Its shorter side has less than twice ENOUGH_PIXELS. One at a time: others wait. Raises
    RefusedError.
    """
    with _one_at_a_time, _opened(content) as image:
        try:
            image.draft("RGB", (ENOUGH_PIXELS, ENOUGH_PIXELS))
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
        except Exception:  # whatever a decoder stumbles over in a file made to make it stumble
            raise RefusedError("picture_broken") from None
        yield plain.reduce(max(1, min(plain.size) // ENOUGH_PIXELS))


def as_webp(image: Image.Image) -> bytes:
    """Drawn anew, so that nothing but the picture is in it; see-through becomes white."""
    canvas = Image.new("RGB", image.size, "white")
    canvas.paste(image, mask=image if image.mode == "RGBA" else None)
    file = BytesIO()
    canvas.save(file, "WEBP", quality=QUALITY)
    return file.getvalue()


def _opened(content: bytes) -> Image.Image:
    """What is inside is known, and its size; nothing is decoded yet."""
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise RefusedError("too_many_pixels") from None
    except UnidentifiedImageError:
        is_heif = content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS
        raise RefusedError("picture_heic" if is_heif else "no_picture") from None
    except Exception:  # as in `decoded`
        raise RefusedError("picture_broken") from None
    if image.width * image.height > MOST_PIXELS:
        raise RefusedError("too_many_pixels")
    return image
