"""Pictures as people send them, and as somebody sends them who means no good."""

import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from videoberatung.base import images
from videoberatung.base.errors import RefusedError
from videoberatung.base.images import ENOUGH_PIXELS, as_webp, fitted, read_picture

RED, BLUE = (200, 20, 20), (20, 20, 200)
PAGE = b"<!doctype html><script>alert(1)</script>"
SECRET = b"geheim: 52.5200 N 13.4050 E"


def saved(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def a_picture(mode: str = "RGB", size: tuple[int, int] = (60, 30)) -> Image.Image:
    return Image.new(mode, size, RED if mode == "RGB" else None)


def again(content: bytes) -> Image.Image:
    return Image.open(BytesIO(as_webp(read_picture(content))))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "MPO"])
def test_usual_pictures_become_webp_of_the_same_size(kind: str):
    picture = again(saved(a_picture(), kind))
    assert (picture.format, picture.size, picture.mode) == ("WEBP", (60, 30), "RGB")


@pytest.mark.parametrize(
    ("mode", "becomes"),
    [("1", "RGB"), ("L", "RGB"), ("LA", "RGBA"), ("P", "RGB"), ("RGBA", "RGBA"), ("I;16", "RGB")],
)
def test_every_way_to_store_colours_is_understood(mode: str, becomes: str):
    assert read_picture(saved(a_picture(mode))).mode == becomes


def test_print_colours_are_understood():
    assert read_picture(saved(Image.new("CMYK", (9, 9)), "JPEG")).mode == "RGB"


def test_sixteen_bits_of_grey_keep_their_middle():
    grey = read_picture(saved(Image.new("I;16", (9, 9), 0x8000))).getpixel((4, 4))
    assert grey == (128, 128, 128)


def test_what_shines_through_goes_on_doing_so():
    picture = again(saved(Image.new("RGBA", (9, 9), (*RED, 0))))
    assert picture.getpixel((4, 4))[3] == 0


def test_a_photograph_taken_on_its_side_is_turned_upright():
    picture = Image.new("RGB", (60, 30), RED)
    picture.paste(BLUE, (0, 0, 30, 30))
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: turned to the left
    upright = read_picture(saved(picture, "JPEG", exif=exif, quality=95))
    assert upright.size == (30, 60)
    assert upright.getpixel((15, 5))[2] > 150, "blue is on top"


@pytest.mark.promise(9)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_nothing_of_the_file_but_its_pixels_is_left(kind: str):
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    more: dict[str, object] = {"exif": exif, "icc_profile": b"profile " + SECRET}
    if kind == "PNG":
        more["pnginfo"] = PngInfo()
        more["pnginfo"].add_text("Comment", SECRET.decode())
    if kind == "JPEG":
        more["comment"] = SECRET
    if kind == "WEBP":
        more["xmp"] = SECRET
    content = saved(a_picture(), kind, **more) + SECRET
    assert content.count(SECRET) > 1, "the control: it was in there"
    rewritten = as_webp(read_picture(content))
    assert SECRET not in rewritten
    picture = Image.open(BytesIO(rewritten))
    assert not picture.getexif()
    assert not {"exif", "icc_profile", "xmp", "comment"} & set(picture.info)


def test_of_a_moving_picture_the_first_moment_stays():
    frames = [Image.new("RGB", (9, 9), colour) for colour in (RED, BLUE)]
    moving = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    picture = again(moving)
    assert getattr(picture, "n_frames", 1) == 1
    assert picture.getpixel((4, 4))[0] > 150


def test_what_hangs_at_the_end_of_a_picture_is_left_behind():
    assert b"script" not in as_webp(read_picture(saved(a_picture()) + PAGE))


def test_a_very_large_photograph_comes_smaller():
    picture = read_picture(saved(a_picture(size=(8000, 6000)), "JPEG"))
    assert ENOUGH_PIXELS <= picture.height < 2 * ENOUGH_PIXELS


LARGER = a_picture(size=(300, 300))
REFUSED = {
    "nothing": (b"", "no_picture"),
    "page": (PAGE, "no_picture"),
    "svg": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "no_picture",
    ),
    "gif with page": (saved(a_picture(), "GIF") + PAGE, "no_picture"),
    "tiff": (saved(a_picture(), "TIFF"), "no_picture"),
    "pdf": (saved(a_picture(), "PDF"), "no_picture"),
    "page as png": (b"\x89PNG\r\n\x1a\n" + PAGE, "picture_broken"),
    "page as jpeg": (b"\xff\xd8\xff\xe0" + PAGE, "picture_broken"),
    "heic": (b"\0\0\0\x18ftypheic" + bytes(100), "picture_heic"),
    "avif": (b"\0\0\0\x18ftypavif" + bytes(100), "no_picture"),
    "half a png": (saved(LARGER)[:-300], "picture_broken"),
    "half a jpeg": (saved(LARGER, "JPEG")[:700], "picture_broken"),
    "half a webp": (saved(LARGER, "WEBP")[:60], "picture_broken"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_whole_picture_of_a_known_kind_is_refused(content: bytes, code: str):
    with pytest.raises(RefusedError, match=code):
        read_picture(content)


@pytest.mark.parametrize("size", [(10_001, 5_000), (100_000, 1_000), (30_000, 20_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_unread(size: tuple[int, int]):
    bomb = bytearray(saved(a_picture("1", (8, 8))))
    bomb[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    bomb[29:33] = _crc(bytes(bomb[12:29]))
    with pytest.raises(RefusedError, match="too_many_pixels"):
        read_picture(bytes(bomb))


def test_a_file_over_the_limit_is_not_even_opened(monkeypatch: pytest.MonkeyPatch):
    content = saved(a_picture())
    monkeypatch.setattr(images, "MOST_BYTES", len(content) - 1)
    with pytest.raises(RefusedError, match="picture_too_large"):
        read_picture(content)


@given(data=some.data(), kind=some.sampled_from(["PNG", "JPEG", "WEBP"]))
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_a_picture_or_refused_and_never_an_accident(data, kind):
    content = bytearray(saved(a_picture(), kind))
    for _ in range(data.draw(some.integers(1, 8))):
        content[data.draw(some.integers(0, len(content) - 1))] = data.draw(some.integers(0, 255))
    with suppress(RefusedError):
        read_picture(bytes(content))


@pytest.mark.parametrize(
    ("size", "becomes"), [((1000, 500), (640, 320)), ((400, 800), (160, 320)), ((20, 10), (20, 10))]
)
def test_a_picture_keeps_its_shape_when_it_is_fitted(size, becomes):
    assert fitted(a_picture(size=size), 640, 320).size == becomes


def _crc(chunk: bytes) -> bytes:
    return zlib.crc32(chunk).to_bytes(4, "big")
