"""Colour and logo: chosen, corrected, served to whom they concern."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from videoberatung.base.images import MOST_BYTES
from videoberatung.practices.brand import brand_of
from videoberatung.practices.models import Logo, Membership, Practice
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.practices.tests.pages import edition_on, field_error
from videoberatung.trail.models import Entry

pytestmark = pytest.mark.django_db

LOOK = "/portal/practice/look/"
UPLOAD, REMOVE = f"{LOOK}logo/", f"{LOOK}logo/remove/"


def file_of(size: tuple[int, int] = (1000, 500), name: str = "logo.png") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGBA", size, (200, 20, 20, 0)).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())


def choose(client: Client, accent: str, **more: str):
    typed = {"accent": accent, "edition": edition_on(client, LOOK)}
    return client.post(LOOK, typed | more)


def test_a_colour_is_saved_as_it_was_wished_for_and_shown_as_it_can_be_read(
    client: Client, owner: Membership
):
    assert choose(client, "FFCC00").status_code == 302
    practice = Practice.objects.get()
    assert practice.accent == "#ffcc00"
    page = client.get(LOOK).content.decode()
    assert "zeigen wir diese Farbe dunkler" in page
    assert "zeigen wir diese Farbe heller" not in page
    sheet = client.get(brand_of(practice).stylesheet)
    assert sheet["Content-Type"] == "text/css"
    assert "immutable" in sheet["Cache-Control"]
    text = sheet.content.decode()
    assert text.startswith(":root{--accent:#")
    assert "--accent:#ffcc00" not in text.partition("@media")[0]
    assert "--accent:#ffcc00" in text.partition("@media")[2]
    assert Entry.objects.get().action == "practice.colour_changed"


def test_picking_alone_is_enough_and_typing_wins(client: Client, owner: Membership):
    choose(client, "", picker="#123456")
    assert Practice.objects.get().accent == "#123456"
    choose(client, "#654321", picker="#abcdef")
    assert Practice.objects.get().accent == "#654321"
    choose(client, "", picker="#654321")
    assert Practice.objects.get().accent == ""
    assert brand_of(Practice.objects.get()).stylesheet == ""


@pytest.mark.parametrize("wrong", ["red", "#12345", "#12345g", "}*{", "#fff"])
def test_what_is_no_colour_is_refused_at_its_field(client: Client, owner: Membership, wrong: str):
    answer = choose(client, wrong)
    assert answer.status_code == 422
    assert "Farbwert" in field_error(answer.content.decode(), "id_accent")
    assert f'value="{wrong}"' in answer.content.decode()
    assert Practice.objects.get().accent == ""


def test_a_colour_can_be_looked_at_before_it_is_saved(client: Client, owner: Membership):
    page = choose(client, "#ffcc00", step="preview").content.decode()
    assert "preview.css?colour=%23ffcc00" in page
    assert "dunkler" in page
    assert Practice.objects.get().accent == ""
    sheet = client.get(f"{LOOK}preview.css", {"colour": "#ffcc00"}).content.decode()
    assert ".theme-dark{--accent:#ffcc00" in sheet
    harmless = client.get(f"{LOOK}preview.css", {"colour": "red}*{display:none"})
    assert "display" not in harmless.content.decode()


def test_two_at_once_are_told_about_each_other(client: Client, owner: Membership):
    seen = edition_on(client, LOOK)
    client.post(LOOK, {"accent": "#123456", "edition": seen})
    answer = client.post(LOOK, {"accent": "#654321", "edition": seen})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert field_error(page, "id_accent") == "Inzwischen gespeichert: #123456"
    assert 'value="#654321"' in page


def test_the_address_of_a_stylesheet_opens_nothing_for_who_has_not_got_it_from_us(client: Client):
    practice, other = make_member().practice, make_member().practice
    Practice.objects.update(accent="#123456")
    practice.refresh_from_db()
    address = brand_of(practice).stylesheet
    assert client.get(address).status_code == 200, "the control: with its key, without signing in"
    path, _mark, key = address.partition("?")
    elsewhere = path.replace(str(practice.id), str(other.id))
    for wrong in (path, f"{path}?key=x", f"{path}?key=\u00e4", f"{elsewhere}?{key}"):
        assert client.get(wrong).status_code == 404
    Practice.objects.update(accent="#654321")
    assert client.get(address).status_code == 404, "the key was for the colour before"


def test_a_logo_is_drawn_anew_in_its_shape_and_served_with_its_key(
    client: Client, owner: Membership
):
    answer = client.post(UPLOAD, {"logo": file_of()}, follow=True)
    address = brand_of(Practice.objects.get()).logo
    assert answer.redirect_chain == [(LOOK, 302)]
    assert answer.content.decode().count(address.partition("?")[0]) >= 2, "in the head, on the page"
    served = client.get(address)
    assert served["Content-Type"] == "image/webp"
    picture = Image.open(BytesIO(served.content))
    assert (picture.format, picture.size, picture.mode) == ("WEBP", (640, 320), "RGBA")
    assert client.get(address.partition("?")[0]).status_code == 404
    assert Entry.objects.get().action == "practice.logo_changed"


def test_a_new_logo_has_a_new_address_and_the_old_one_is_gone(client: Client, owner: Membership):
    client.post(UPLOAD, {"logo": file_of()})
    before = brand_of(Practice.objects.get()).logo
    client.post(UPLOAD, {"logo": file_of((10, 10))})
    after = brand_of(Practice.objects.get()).logo
    assert Logo.objects.count() == 1
    assert client.get(before).status_code == 404
    assert client.get(after).status_code == 200


def test_a_logo_can_be_removed_and_twice_does_no_harm(client: Client, owner: Membership):
    client.post(UPLOAD, {"logo": file_of()})
    for _twice in range(2):
        assert client.post(REMOVE).status_code == 302
    assert not Logo.objects.exists()
    assert [one.action for one in Entry.objects.order_by("at")] == [
        "practice.logo_changed",
        "practice.logo_removed",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "kein Bild"),
        (b"\x89PNG\r\n\x1a\n<script>", "Bild"),
        (b"x" * (MOST_BYTES + 1), "10 MB"),
        (b"", "leer"),
    ],
    ids=["svg", "disguised", "large", "empty"],
)
def test_what_is_no_picture_is_refused_at_its_field(
    client: Client, owner: Membership, content: bytes, sentence: str
):
    answer = client.post(UPLOAD, {"logo": SimpleUploadedFile("logo.png", content)})
    assert answer.status_code == 422
    assert sentence in field_error(answer.content.decode(), "id_logo")
    assert not Logo.objects.exists()


def test_a_logo_of_nowhere_answers_like_one_of_another_practice(client: Client):
    theirs = Logo.objects.create(practice=make_member(role=Role.OWNER).practice, content=b"x")
    for practice, logo in ((theirs.practice_id, theirs.id), (uuid4(), uuid4())):
        assert client.get(f"/brand/{practice}/{logo}.webp").status_code == 404
