from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from videoberatung.accounts import session_ends
from videoberatung.accounts.models import User
from videoberatung.accounts.session_ends import register_session_end

pytestmark = pytest.mark.django_db

LOGIN = "/login/"
NOON = datetime(2030, 1, 8, 12, tzinfo=UTC)
EMAIL = "ada@example.org"
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ada() -> User:
    return User.objects.create_user(EMAIL, PASSWORD, title="Dr.", first_name="Ada")


def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD, path: str = LOGIN):
    return client.post(path, {"login": email, "password": password})


def test_the_page_has_the_names_people_look_for(client: Client):
    page = client.get(LOGIN).content.decode()
    for words in ("E-Mail-Adresse", "Passwort", "Anmelden"):
        assert words in page


def test_the_right_password_opens_the_portal(client: Client, ada: User):
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (302, "/portal/home/")
    assert client.session["_auth_user_id"] == str(ada.id)


@pytest.mark.parametrize("email", ["ADA@example.org", " ada@EXAMPLE.org "])
def test_capital_letters_and_spaces_do_not_matter(client: Client, ada: User, email: str):
    assert sign_in(client, email).status_code == 302


def test_a_session_gets_a_new_name_and_ends_with_the_browser(client: Client, ada: User):
    client.post("/language/", {"language": "en"})
    before = client.session.session_key
    answer = sign_in(client)
    assert client.session.session_key != before
    cookie = answer.cookies["APPSESSION"]
    assert (cookie["expires"], cookie["max-age"]) == ("", "")
    assert cookie["httponly"]
    assert list(answer.cookies) == ["APPSESSION"]


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_look_the_same(
    client: Client, ada: User, email: str
):
    answer = sign_in(client, email, "wrong")
    page = answer.content.decode()
    assert "E-Mail-Adresse und Passwort passen nicht zusammen." in page
    assert f'value="{email}"' in page
    assert "wrong" not in page
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("", PASSWORD),
        (EMAIL, ""),
        ("no address", PASSWORD),
        (EMAIL, "x" * 129),
        (EMAIL + "\x00", PASSWORD),
        (EMAIL, PASSWORD + "\x00"),
    ],
)
def test_bad_input_is_an_answer_and_no_error(client: Client, ada: User, email, password):
    answer = sign_in(client, email, password)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_guessing_is_slowed_down_also_with_the_right_password_at_the_end(client: Client, ada: User):
    for number in range(10):
        # From ten addresses: the limit belongs to the account.
        client.post(
            LOGIN, {"login": EMAIL, "password": "wrong"}, REMOTE_ADDR=f"198.51.100.{number}"
        )
    answer = client.post(
        LOGIN, {"login": "Ada@example.org", "password": PASSWORD}, REMOTE_ADDR="203.0.113.1"
    )
    assert "Zu viele Versuche." in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_others_still_get_in_meanwhile(client: Client, ada: User):
    for number in range(10):
        client.post(
            LOGIN, {"login": "x@example.org", "password": "no"}, REMOTE_ADDR=f"198.51.100.{number}"
        )
    assert sign_in(client).status_code == 302


def test_too_many_at_once_from_one_address_see_our_page(client: Client):
    with time_machine.travel(NOON, tick=False):
        answers = [sign_in(client, f"{number}@example.org") for number in range(6)]
    assert [answer.status_code for answer in answers[:5]] == [422] * 5
    assert answers[-1].status_code == 429
    assert "Einen Augenblick bitte" in answers[-1].content.decode()


@pytest.mark.parametrize(
    ("wished", "reached"),
    [
        ("/portal/appointments/", "/portal/appointments/"),
        ("https://evil.example/", "/portal/home/"),
        ("//evil.example/", "/portal/home/"),
        ("javascript:alert(1)", "/portal/home/"),
    ],
)
def test_the_way_on_stays_in_the_house(client: Client, ada: User, wished: str, reached: str):
    answer = client.post(LOGIN, {"login": EMAIL, "password": PASSWORD, "next": wished})
    assert answer.url == reached


def test_the_wished_page_survives_a_mistake(client: Client, ada: User):
    page = client.get(f"{LOGIN}?next=/portal/appointments/").content.decode()
    assert '<input type="hidden" name="next" value="/portal/appointments/">' in page


def test_whoever_is_not_signed_in_is_sent_to_the_page(client: Client):
    answer = client.get("/portal/appointments/")
    assert answer.url == "/login/?next=/portal/appointments/"


def test_signing_out_ends_the_session_on_both_sides(client: Client, ada: User):
    ended: list[str] = []
    before = list(session_ends._listeners)
    register_session_end(ended.append)
    sign_in(client)
    session_key = client.session.session_key

    answer = client.post("/logout/")

    session_ends._listeners[:] = before
    assert (answer.status_code, answer.url) == (302, reverse("pages:start"))
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert ended == [session_key]
    assert not client.session.exists(session_key)
    assert client.get("/portal/home/").status_code == 302


def test_signing_out_keeps_the_language(client: Client, ada: User):
    client.post("/language/", {"language": "en"})
    sign_in(client)
    client.post("/logout/")
    assert "You have an appointment?" in client.get("/").content.decode()


def test_a_link_cannot_sign_anybody_out(client: Client, ada: User):
    sign_in(client)
    assert client.get("/logout/").status_code == 405
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("path", ["/signup/", "/confirm-email/", "/email/", "/inactive/"])
def test_nothing_else_of_the_library_is_there(client: Client, path: str):
    assert client.get(path).status_code in (302, 404)
    assert client.get(path, follow=True).status_code in (200, 404)


def test_an_address_has_one_account_however_it_is_written(ada: User):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ADA@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(id=ada.id).update(email="Ada@example.org")


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"title": "Dr.", "first_name": "Ada", "last_name": "Sommer"}, "Dr. Ada Sommer"),
        ({"last_name": "Sommer"}, "Sommer"),
        ({}, "ada@example.org"),
    ],
)
def test_a_person_is_called_by_name(parts: dict[str, str], name: str):
    assert User(email="ada@example.org", **parts).display_name == name


def test_a_password_is_kept_as_argon2(ada: User):
    assert ada.password.startswith("argon2$argon2id$")
    assert PASSWORD not in ada.password
