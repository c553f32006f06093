"""The list of passkeys. Adding and using them: tests/journeys/test_signing_in.py."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from videoberatung.accounts.models import User
from videoberatung.accounts.second_factor import has_second_factor
from videoberatung.accounts.tests.factories import make_person
from videoberatung.accounts.tests.steps import (
    EMAIL,
    IP,
    letters_to,
    make_ada,
    make_passkey,
    newest_mail,
    set_up_app,
    sign_in,
    wholly,
)

pytestmark = pytest.mark.django_db

INDEX = "/account/security/"


@pytest.fixture
def ada(client: Client) -> User:
    ada = make_ada()
    client.defaults["REMOTE_ADDR"] = IP
    sign_in(client)  # before there is a passkey: with one it would be asked for
    return ada


def page_of(passkey: Authenticator, more: str = "") -> str:
    return f"{INDEX}passkeys/{passkey.pk}/{more}"


def name_of(passkey: Authenticator) -> str:
    return Authenticator.objects.get(pk=passkey.pk).wrap().name


def test_one_can_be_given_another_name(client: Client, ada: User):
    passkey = make_passkey(ada)
    assert 'value="Diensthandy"' in client.get(page_of(passkey)).content.decode()
    assert client.post(page_of(passkey), {"name": "Laptop <Küche>"}).url == INDEX
    assert "Laptop &lt;Küche&gt;" in client.get(INDEX).content.decode()


@pytest.mark.parametrize("typed", ["", "   ", "x" * 61, "a\x00b"])
def test_what_is_no_name_is_refused_at_its_field(client: Client, ada: User, typed: str):
    passkey = make_passkey(ada)
    answer = client.post(page_of(passkey), {"name": typed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["name"]
    assert name_of(passkey) == "Diensthandy"


@pytest.mark.promise(2)
@pytest.mark.parametrize(
    ("language", "subject"),
    [("de", "Ein Passkey wurde entfernt"), ("en", "A passkey was removed")],
)
def test_one_can_be_removed_and_a_mail_tells_it(
    client: Client, ada: User, language: str, subject: str
):
    client.post("/language/", {"language": language})
    passkey = make_passkey(ada)
    assert "Diensthandy" in client.get(page_of(passkey, "remove/")).content.decode()
    assert has_second_factor(ada)
    assert client.post(page_of(passkey, "remove/")).url == INDEX
    assert not has_second_factor(ada)
    assert letters_to(EMAIL) == ["webauthn_removed"]
    mail = newest_mail(EMAIL)
    assert mail.subject == subject
    assert "203.0.113" not in wholly(mail)


def test_the_last_one_takes_the_recovery_codes_with_it_unless_there_is_an_app(
    client: Client, ada: User
):
    set_up_app(client)
    passkey = make_passkey(ada)
    client.post(page_of(passkey, "remove/"))
    assert Authenticator.objects.filter(type="recovery_codes").exists()
    client.post(f"{INDEX}app/remove/")
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("more", ["", "remove/"])
def test_somebody_elses_is_as_if_it_were_not_there(client: Client, ada: User, more: str):
    theirs = make_passkey(make_person())
    assert client.get(page_of(theirs, more)).status_code == 404
    assert client.post(page_of(theirs, more), {"name": "mine"}).status_code == 404
    assert name_of(theirs) == "Diensthandy"
    assert str(theirs.pk) not in client.get(INDEX).content.decode()


def test_the_app_is_not_removed_as_a_passkey(client: Client, ada: User):
    set_up_app(client)
    app = Authenticator.objects.get(type="totp")
    assert client.post(page_of(app, "remove/")).status_code == 404
    assert has_second_factor(ada)


def test_the_page_for_signing_in_offers_it(client: Client):
    page = client.get("/login/").content.decode()
    assert "Mit Passkey anmelden" in page
    assert 'data-passkey="sign-in"' in page
    assert 'autocomplete="username webauthn"' in page


NO_ANSWERS = [
    "",
    "{}",
    "no JSON",
    "[]",
    "null",
    '"text"',
    '{"id": "AAAA"}',
    '{"id": "AAAA", "rawId": "AAAA", "response": {}}',
    '{"id": "AAAA", "rawId": "AAAA", "response": {"clientDataJSON": "e30", '
    '"authenticatorData": "AAAA", "signature": "AAAA", "attestationObject": "AAAA"}}',
]


@pytest.mark.parametrize("typed", NO_ANSWERS)
def test_an_answer_that_is_none_signs_nobody_in(client: Client, typed: str):
    answer = client.post("/login/passkey/", {"credential": typed})
    assert answer.url == "/login/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("typed", NO_ANSWERS)
def test_such_an_answer_is_refused_as_second_step_too(client: Client, ada: User, typed: str):
    make_passkey(ada)
    browser = Client()
    sign_in(browser)
    answer = browser.post("/login/second-step/", {"credential": typed})
    assert answer.status_code == 422
    assert "Dieser Passkey gehört nicht zu Ihrem Konto." in answer.content.decode()
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("typed", NO_ANSWERS)
def test_such_an_answer_adds_no_passkey_and_confirms_nothing(client: Client, ada: User, typed: str):
    answer = client.post(f"{INDEX}passkeys/add/", {"name": "Laptop", "credential": typed})
    assert answer.status_code == 422
    assert not has_second_factor(ada)
    make_passkey(ada)
    way = f"{INDEX}confirm/passkey/"
    assert client.post(way, {"credential": typed}).url == way
