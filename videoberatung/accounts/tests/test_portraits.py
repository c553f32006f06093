"""Which square of a picture is kept, and that it is nothing but that square."""

from io import BytesIO

import pytest
from PIL import Image

from videoberatung.accounts.portraits import EDGE, MOST_ZOOM, SMALL_EDGE, Crop, portrait_of
from videoberatung.base.tests.picture_files import PLACE, photograph, two_halves

TURNED_LEFT = 8  # EXIF: the right of the file is the top


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def colour_of(content: bytes) -> str:
    red, _green, blue = opened(content).convert("RGB").resize((1, 1)).getpixel((0, 0))
    return "red" if red > 2 * blue else "blue" if blue > 2 * red else "both"


# The same table is in frontend/src/pure/crop.test.ts.
@pytest.mark.parametrize(
    ("crop", "box"),
    [
        (Crop(50, 50, 100), (200, 0, 600, 400)),
        (Crop(0, 100, 100), (0, 0, 400, 400)),
        (Crop(100, 0, 200), (600, 0, 800, 200)),
        (Crop(50, 100, 400), (350, 300, 450, 400)),
    ],
)
def test_the_sliders_choose_a_square(crop: Crop, box: tuple[int, ...]):
    assert crop.box(800, 400) == box


@pytest.mark.parametrize(
    ("crop", "colour"),
    [(Crop(), "both"), (Crop(left=0), "red"), (Crop(left=100), "blue"), (Crop(0, 0, 400), "red")],
)
def test_what_was_chosen_is_what_is_kept(crop: Crop, colour: str):
    portrait = portrait_of(two_halves(), crop)
    assert (colour_of(portrait.content), colour_of(portrait.small)) == (colour, colour)


@pytest.mark.parametrize("size", [(640, 480), (480, 640), (1, 1), (5000, 3), (8000, 6000)])
def test_every_picture_becomes_a_square_of_one_size(size: tuple[int, int]):
    portrait = portrait_of(photograph(size=size), Crop(zoom=MOST_ZOOM))
    for content, edge in ((portrait.content, EDGE), (portrait.small, SMALL_EDGE)):
        image = opened(content)
        assert (image.format, image.mode, image.size) == ("WEBP", "RGB", (edge, edge))


def test_the_choice_is_made_in_the_upright_picture():
    upright = portrait_of(photograph(size=(800, 400), orientation=TURNED_LEFT), Crop(top=0))
    assert opened(upright.content).size == (EDGE, EDGE)


def test_what_can_be_seen_through_becomes_white():
    out = BytesIO()
    Image.new("RGBA", (64, 64), (255, 0, 0, 0)).save(out, "PNG")
    portrait = portrait_of(out.getvalue(), Crop())
    assert min(opened(portrait.content).getpixel((32, 32))) > 250


@pytest.mark.promise(9)
def test_place_and_device_of_a_photograph_are_not_kept():
    sent = photograph()
    assert PLACE.encode() in sent
    for content in portrait_of(sent, Crop()):
        assert PLACE.encode() not in content
        # RFC 9649, section 2.5: the extended form, which alone can hold metadata, is not used.
        assert content[12:16] == b"VP8 "
