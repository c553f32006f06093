import pytest
from django.test import Client

from videoberatung.accounts.models import BrowserSession, User
from videoberatung.accounts.tests.steps import (
    EMAIL,
    IP,
    PASSWORD,
    is_signed_in,
    kept_in_session,
    letters_to,
    make_ada,
    newest_mail,
    sign_in,
    wholly,
)

pytestmark = [pytest.mark.django_db, pytest.mark.promise(8)]

PAGE = "/account/security/password/"
NEW = "a wholly different sentence"


@pytest.fixture
def ada(client: Client) -> User:
    ada = make_ada()
    client.defaults["REMOTE_ADDR"] = IP
    sign_in(client)
    return ada


def change(client: Client, new: str = NEW, *, old: str = PASSWORD):
    return client.post(PAGE, {"oldpassword": old, "password1": new})


def test_from_then_on_only_the_new_one_signs_in(client: Client, ada: User):
    assert change(client).url == "/account/security/"
    assert (
        "Ihr neues Passwort ist gespeichert." in client.get("/account/security/").content.decode()
    )
    assert sign_in(Client(), password=PASSWORD).status_code == 422
    assert sign_in(Client(), password=NEW).status_code == 302


def test_it_ends_every_other_session_of_the_person_and_nobody_elses(client: Client, ada: User):
    other, bobs = Client(), Client()
    User.objects.create_user("bob@example.org", PASSWORD)
    sign_in(other)
    sign_in(bobs, "bob@example.org")
    key = other.session.session_key
    change(client)
    assert is_signed_in(client)
    assert client.get("/account/security/").status_code == 200
    assert not client.session.exists(key)
    assert other.get("/account/security/").url.startswith("/login/")
    assert BrowserSession.objects.filter(user=ada).count() == 1
    assert bobs.get("/account/security/").status_code == 200


@pytest.mark.promise(2)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_mail_tells_it_without_network_address(client: Client, ada: User, language: str):
    client.post("/language/", {"language": language})
    change(client)
    assert letters_to(EMAIL) == ["password_changed"]
    mail = newest_mail(EMAIL)
    assert mail.language == language
    assert "203.0.113" not in wholly(mail)
    assert NEW not in wholly(mail)
    assert "/password/reset/" in mail.text


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("short", "mindestens 10 Zeichen"),
        ("password123", "sehr viele Menschen"),
        ("ada.sommer@", "zu ähnlich"),
        ("x" * 129, "128"),
        ("", "füllen Sie dieses Feld aus"),
    ],
)
def test_a_weak_one_is_refused_at_its_field(client: Client, ada: User, new: str, words: str):
    answer = change(client, new)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["password1"]
    assert words in answer.context["form"].errors["password1"][0]
    assert sign_in(Client()).status_code == 302
    assert letters_to(EMAIL) == []


@pytest.mark.parametrize(
    ("old", "words"),
    [
        ("not my password", "Das ist nicht Ihr aktuelles Passwort."),
        ("", "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_it_takes_the_current_one(client: Client, ada: User, old: str, words: str):
    answer = change(client, old=old)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"oldpassword": [words]}
    assert NEW not in answer.content.decode()
    assert sign_in(Client()).status_code == 302


def test_the_session_remembers_neither(client: Client, ada: User):
    change(client)
    change(client, old="not my password")
    kept = kept_in_session(client)
    for text in (PASSWORD, NEW, "not my password", "203.0.113"):
        assert text not in kept
