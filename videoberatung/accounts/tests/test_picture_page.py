"""The page of the profile picture: told beforehand, hard to fool, easy to withdraw."""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from videoberatung.accounts.consents import PICTURE
from videoberatung.accounts.models import Picture, User
from videoberatung.accounts.tests.factories import make_person, make_picture
from videoberatung.base.tests.picture_files import PLACE, photograph, two_halves
from videoberatung.privacy.consents import consents_of, current_consent

pytestmark = pytest.mark.django_db

PAGE, WITHDRAW = "/account/picture/", "/account/picture/withdraw/"
MEBIBYTE = 1024 * 1024


@pytest.fixture
def ada(client: Client) -> User:
    cache.clear()
    person = make_person()
    client.force_login(person)
    return person


def send(client: Client, content: bytes, *, name: str = "ich.jpg", **more: object):
    """As the page's form does it."""
    shown = re.search(r'name="shown" value="(\w+)"', client.get(PAGE).content.decode())
    assert shown
    file = SimpleUploadedFile(name, content, "image/jpeg")
    sliders = {"left": 50, "top": 50, "zoom": 100}
    return client.post(PAGE, {"file": file, "shown": shown.group(1)} | sliders | more)


def error_of(answer) -> str:
    found = re.search(r'id="id_file_error">.*?<p>(.*?)</p>', answer.content.decode(), re.DOTALL)
    return found.group(1) if found else ""


@pytest.mark.promise(9)
def test_before_anything_is_sent_the_page_says_what_for_and_that_it_can_be_withdrawn(
    client: Client, ada: User
):
    page = client.get(PAGE).content.decode()
    before, _button, _after = page.partition("Einwilligen und hochladen</button>")
    assert "jederzeit widerrufen" in before
    assert "Klienten an der Tür" in before


@pytest.mark.promise(9)
def test_sending_a_picture_shows_it_and_records_the_consent(client: Client, ada: User):
    answer = send(client, photograph())
    assert (answer.status_code, answer.url) == (302, PAGE)
    picture = Picture.objects.get(user=ada)
    assert PLACE.encode() not in bytes(picture.content)
    assert current_consent(ada.id, "picture")
    page = client.get(PAGE).content.decode()
    assert f"/portal/pictures/{picture.id}/" in page
    assert "Einwilligung widerrufen und Bild löschen" in page


@pytest.mark.promise(9)
def test_one_click_withdraws_and_everything_is_gone(client: Client, ada: User):
    send(client, photograph())
    url = f"/portal/pictures/{Picture.objects.get().id}/"
    assert client.get(url).status_code == 200
    page = client.post(WITHDRAW, follow=True).content.decode()
    assert "das Bild gelöscht" in page
    assert client.get(url).status_code == 404
    assert not Picture.objects.exists()
    assert consents_of(ada.id).get().withdrawn_at


def test_withdrawing_twice_is_no_error(client: Client, ada: User):
    assert client.post(WITHDRAW).status_code == client.post(WITHDRAW).status_code == 302
    assert client.get(WITHDRAW).status_code == 405


def test_the_sliders_are_followed(client: Client, ada: User):
    send(client, two_halves(), left=0)
    left = bytes(Picture.objects.get().content)
    send(client, two_halves(), left=100)
    assert bytes(Picture.objects.get().content) != left


REFUSED = {
    "page": (b"<!doctype html><script>alert(1)</script>", "kein Bild im Format"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kein Bild im Format"),
    "gif": (b"GIF89a\x01\x00\x01\x00;<script>alert(1)</script>", "kein Bild im Format"),
    "empty": (b"", "kein Bild im Format"),
    "heic": (b"\0\0\0\x18ftypheic" + bytes(50), "HEIC"),
    "half": (photograph()[:2000], "beschädigt"),
    "large": (photograph() + bytes(10 * MEBIBYTE), "größer als 10 MB"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_picture_is_refused_whatever_its_name_says(
    client: Client, ada: User, content: bytes, words: str
):
    answer = send(client, content, zoom=250)
    assert answer.status_code == 422
    assert words in error_of(answer)
    assert 'value="250"' in answer.content.decode(), "the sliders stay"
    assert not Picture.objects.exists()
    assert not consents_of(ada.id).exists()


def test_the_name_of_a_file_means_nothing(client: Client, ada: User):
    assert send(client, photograph(), name="../../evil.php").status_code == 302


def test_nothing_chosen_is_said(client: Client, ada: User):
    answer = client.post(PAGE, {"shown": PICTURE.text_hash, "left": 50, "top": 50, "zoom": 100})
    assert answer.status_code == 422
    assert error_of(answer) == "Bitte wählen Sie zuerst ein Bild aus."


@pytest.mark.parametrize("wrong", [{"zoom": 99}, {"zoom": 401}, {"left": -1}, {"top": "x"}])
def test_sliders_beyond_their_ends_are_refused(client: Client, ada: User, wrong: dict):
    assert send(client, photograph(), **wrong).status_code == 422
    assert not Picture.objects.exists()


@pytest.mark.promise(9)
def test_whoever_read_another_text_is_asked_to_read_again(client: Client, ada: User):
    make_picture(ada)
    answer = send(client, photograph(), shown="0" * 64)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Der Text, dem Sie zustimmen, hat sich geändert." in page
    assert f'name="shown" value="{PICTURE.text_hash}"' in page
    assert consents_of(ada.id).count() == 1


def test_very_many_pictures_in_a_minute_are_too_many(client: Client, ada: User):
    for _ in range(10):
        assert send(client, b"").status_code == 422
    assert send(client, b"").status_code == 429
