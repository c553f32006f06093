"""Only real pictures get through, and of them only the picture."""

from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image

from videoberatung.base.errors import RefusedError
from videoberatung.base.pictures import ENOUGH_PIXELS, as_webp, decoded
from videoberatung.base.tests.picture_files import (
    DISGUISED,
    GIF_WITH_PAGE,
    HEIC,
    PAGE,
    PLACE,
    SVG,
    animated,
    exif,
    picture_file,
    png_of,
    two_halves,
)

TURNED_LEFT = 8  # EXIF: what is right in the file is the top


def through(content: bytes) -> Image.Image:
    with decoded(content) as image:
        return Image.open(BytesIO(as_webp(image)))


def colour_at(image: Image.Image, x: int, y: int) -> str:
    red, _green, blue = image.convert("RGB").getpixel((x, y))
    return "red" if red > blue else "blue"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "MPO"])
def test_the_usual_kinds_come_out_as_webp(kind: str):
    image = through(picture_file(kind))
    assert (image.format, image.size) == ("WEBP", (640, 480))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
def test_every_kind_of_colour_can_be_read(mode: str):
    file = BytesIO()
    Image.new(mode, (64, 64)).save(file, "JPEG" if mode == "CMYK" else "PNG")
    assert through(file.getvalue()).size == (64, 64)


def test_what_can_be_seen_through_becomes_white():
    file = BytesIO()
    Image.new("RGBA", (64, 64), (255, 0, 0, 0)).save(file, "PNG")
    assert min(through(file.getvalue()).getpixel((32, 32))) > 250


@pytest.mark.promise(9)
def test_place_device_and_profile_are_left_behind():
    profile = b"profile-of-a-camera" * 10
    sent = picture_file(exif=exif(), icc_profile=profile, comment=PLACE)
    assert PLACE.encode() in sent
    with decoded(sent) as image:
        kept = as_webp(image)
    assert PLACE.encode() not in kept
    assert profile not in kept
    # RFC 9649, section 2.5: the extended form, which alone can hold metadata, is not used.
    assert kept[12:16] == b"VP8 "
    image = Image.open(BytesIO(kept))
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"background", "loop", "timestamp", "duration"}


def test_a_picture_taken_sideways_is_turned_upright():
    image = through(two_halves(exif=exif(orientation=TURNED_LEFT)))
    assert image.size == (400, 800)
    assert (colour_at(image, 200, 50), colour_at(image, 200, 750)) == ("blue", "red")


def test_of_an_animated_picture_the_first_frame_stays():
    image = through(animated())
    assert getattr(image, "n_frames", 1) == 1
    assert colour_at(image, 32, 32) == "red"


def test_a_very_large_photograph_comes_smaller():
    image = through(picture_file(size=(8000, 6000)))
    assert ENOUGH_PIXELS <= image.height < 2 * ENOUGH_PIXELS


def test_what_hangs_at_the_end_of_a_picture_is_left_behind():
    with decoded(picture_file() + PAGE) as image:
        assert b"script" not in as_webp(image)


REFUSED = {
    "nothing": (b"", "no_picture"),
    "page": (PAGE, "no_picture"),
    "svg": (SVG, "no_picture"),
    "gif": (GIF_WITH_PAGE, "no_picture"),
    "bmp": (picture_file("BMP"), "no_picture"),
    "heic": (HEIC, "picture_heic"),
    "half a jpeg": (picture_file()[:600], "picture_broken"),
    "half a png": (picture_file("PNG")[:200], "picture_broken"),
    "half a webp": (picture_file("WEBP")[:60], "picture_broken"),
    "large": (png_of(10_000, 5_001), "too_many_pixels"),
    "bomb": (png_of(50_000, 50_000), "too_many_pixels"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_picture_is_refused_with_its_reason(content: bytes, code: str):
    with pytest.raises(RefusedError, match=code), decoded(content):
        pass


def test_a_page_that_begins_like_a_picture_is_refused():
    with pytest.raises(RefusedError), decoded(DISGUISED):
        pass


@pytest.mark.parametrize("at", range(0, 4000, 37))
def test_one_wrong_byte_is_a_refusal_or_a_picture_but_never_an_error(at: int):
    for kind in ("JPEG", "PNG", "WEBP"):
        file = bytearray(two_halves() if kind == "PNG" else picture_file(kind, exif=exif()))
        file[at % len(file)] ^= 0xFF
        with suppress(RefusedError):
            assert through(bytes(file)).format == "WEBP"
