"""Pictures that people send: decoded, turned upright, re-encoded. Nothing of the file is kept.

Only what was decoded to pixels goes on, so neither a place where a photograph was taken nor
a page or a program hidden in the file survives. Neither its name nor its declared type is
looked at.
"""

import threading
import warnings
from io import BytesIO

from django.utils.translation import gettext_noop
from PIL import Image, ImageOps, UnidentifiedImageError

from videoberatung.base.errors import RefusedError, register_refusal

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
KINDS = ("PNG", "JPEG", "WEBP")
# For the file field of a form: an iPhone then sends a JPEG by itself.
ACCEPTED_TYPES = "image/jpeg,image/png,image/webp"
# What is left of a large picture is at least as many pixels high and wide.
ENOUGH_PIXELS = 2048
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
# A picture of 50 megapixels takes 400 MB while it is decoded.
_one_at_a_time = threading.Lock()

# Pillow looks at the size before it decodes; without this it would only warn.
# https://pillow.readthedocs.io/en/stable/reference/Image.html#PIL.Image.open
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)

_SENTENCES = {
    "picture_too_large": gettext_noop("The picture is larger than 10 MB."),
    "picture_heic": gettext_noop(
        "Pictures in the format HEIC cannot be read here. Please save it as JPEG. On an iPhone:"
        " Settings, Camera, Formats, Most Compatible."
    ),
    "no_picture": gettext_noop("This file is no picture of the kinds JPEG, PNG or WebP."),
    "picture_broken": gettext_noop(
        "This picture is damaged or incomplete. Please try another one."
    ),
    "too_many_pixels": gettext_noop(
        "This picture has more than 50 megapixels. Please make it smaller first."
    ),
}
for _code, _sentence in _SENTENCES.items():
    register_refusal(_code, _sentence)


def read_picture(content: bytes) -> Image.Image:
    """The first frame, upright, as RGB or, where something shines through, RGBA.

    Whatever the name says, it must be a PNG, JPEG or WebP and decode to its last line. A large
    one comes smaller. One is read at a time, others wait. Raises RefusedError.
    """
    if len(content) > MOST_BYTES:
        raise RefusedError("picture_too_large")
    with _one_at_a_time, _opened(content) as picture:
        try:
            # A JPEG is not even decoded larger than needed.
            picture.draft("RGB", (ENOUGH_PIXELS, ENOUGH_PIXELS))
            picture.load()
            ImageOps.exif_transpose(picture, in_place=True)
            pixels = _pixels_of(picture)
        except Exception:  # whatever a decoder stumbles over in a file made to make it stumble
            raise RefusedError("picture_broken") from None
        return pixels.reduce(max(1, min(pixels.size) // ENOUGH_PIXELS))


def fitted(picture: Image.Image, width: int, height: int) -> Image.Image:
    """As large as fits into `width` by `height`, in its own shape; a small one stays small."""
    smaller = picture.copy()
    smaller.thumbnail((width, height), Image.Resampling.LANCZOS)
    return smaller


def as_webp(picture: Image.Image, *, quality: int = 88) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()


def _opened(content: bytes) -> Image.Image:
    """What it is is known, and its size; nothing is decoded yet."""
    try:
        picture = Image.open(BytesIO(content), formats=KINDS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise RefusedError("too_many_pixels") from None
    except UnidentifiedImageError:
        is_heif = content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS
        raise RefusedError("picture_heic" if is_heif else "no_picture") from None
    except Exception:  # as in read_picture
        raise RefusedError("picture_broken") from None
    if picture.width * picture.height > MOST_PIXELS:
        raise RefusedError("too_many_pixels")
    return picture


def _pixels_of(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):  # Pillow would cut the upper half of the greys off
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    pixels = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    # Colour profiles, comments and positions hang on the picture and would be saved again.
    pixels.info.clear()
    return pixels
