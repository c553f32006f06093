import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from videoberatung.accounts.models import Letter, User
from videoberatung.accounts.tests.steps import (
    CODE_PAGE,
    EMAIL,
    IP,
    is_signed_in,
    letters_to,
    make_ada,
    newest_code,
    newest_mail,
    sign_in,
    type_code,
    wholly,
)

pytestmark = [pytest.mark.django_db, pytest.mark.promise(8)]

NOON = datetime(2030, 1, 8, 12, tzinfo=UTC)
PAGE = "/account/security/email/"
NEW = "sommer@example.org"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ada(client: Client) -> User:
    ada = make_ada()
    client.defaults["REMOTE_ADDR"] = IP
    sign_in(client)
    return ada


def ask(client: Client, email: str = NEW):
    return client.post(PAGE, {"email": email})


def test_the_code_from_the_new_address_changes_it(client: Client, ada: User):
    assert ask(client, "Sommer@Example.ORG").url == CODE_PAGE
    assert letters_to(NEW) == ["email_confirmation"]
    ada.refresh_from_db()
    assert ada.email == EMAIL

    assert type_code(client, newest_code(NEW)).url == "/account/security/"
    ada.refresh_from_db()
    assert ada.email == NEW
    address = ada.emailaddress_set.get()
    assert (address.email, address.verified, address.primary) == (NEW, True, True)
    assert NEW in client.get("/account/security/").content.decode()
    assert sign_in(Client(), EMAIL).status_code == 422
    assert sign_in(Client(), NEW).status_code == 302
    assert not Letter.objects.with_code().exists()


@pytest.mark.promise(2)
@pytest.mark.parametrize("language", ["de", "en"])
def test_both_addresses_are_told_and_no_network_address_is(
    client: Client, ada: User, language: str
):
    client.post("/language/", {"language": language})
    ask(client)
    type_code(client, newest_code(NEW))
    assert letters_to(EMAIL) == ["email_changed"]
    assert letters_to(NEW)[-1] == "email_confirm"
    for address in (EMAIL, NEW):
        mail = newest_mail(address)
        assert mail.language == language
        assert "203.0.113" not in wholly(mail)


def test_a_wrong_code_is_refused_at_its_field(client: Client, ada: User):
    ask(client)
    answer = type_code(client, "00000000")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["code"]
    assert type_code(client, newest_code(NEW)).status_code == 302


def test_guessing_ends_after_five_attempts(client: Client, ada: User):
    ask(client)
    answers = [type_code(client, "99999999") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [302]
    assert type_code(client, newest_code(NEW)).url == PAGE
    ada.refresh_from_db()
    assert ada.email == EMAIL


def test_a_code_is_void_after_fifteen_minutes(client: Client, ada: User, clock):
    ask(client)
    code = newest_code(NEW)
    clock.shift(901)
    assert type_code(client, code).url == PAGE
    ada.refresh_from_db()
    assert ada.email == EMAIL
    assert is_signed_in(client)


def test_a_code_counts_in_the_browser_that_asked_for_it_only(client: Client, ada: User):
    ask(client)
    other = Client()
    sign_in(other)
    assert type_code(other, newest_code(NEW)).url == PAGE
    ada.refresh_from_db()
    assert ada.email == EMAIL


@pytest.mark.parametrize("typed", ["", "no address", EMAIL, "x\x00@example.org", '"a"@example.org'])
def test_what_is_no_new_address_is_refused_at_its_field(client: Client, ada: User, typed: str):
    answer = ask(client, typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["email"]
    assert not Letter.objects.exists()


def _without_chance(page: str) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return re.sub(r'nonce="[^"]+"', "", page)


def test_the_address_of_somebody_else_looks_the_same_and_only_they_are_told(
    client: Client, ada: User
):
    bob = User.objects.create_user("bob@example.org")
    pages = []
    for address in (NEW, bob.email):
        answer = ask(client, address)
        assert (answer.status_code, answer.url) == (302, CODE_PAGE)
        page = client.get(CODE_PAGE).content.decode()
        pages.append(_without_chance(page).replace(address, "…"))
    assert pages[0] == pages[1]

    assert set(letters_to(bob.email)) == {"account_already_exists"}
    assert "http://localhost:8000/login/" in newest_mail(bob.email).text
    assert not Letter.objects.with_code().filter(address=bob.email).exists()
    assert type_code(client, "00000000").status_code == 422
    assert sorted(User.objects.values_list("email", flat=True)) == [EMAIL, bob.email]


def test_an_address_taken_in_the_meantime_stays_with_who_took_it(client: Client, ada: User):
    ask(client)
    code = newest_code(NEW)
    User.objects.create_user(NEW)
    answer = type_code(client, code)
    assert answer.status_code == 422
    assert "Zu dieser Adresse gibt es schon ein Konto." in answer.content.decode()
    ada.refresh_from_db()
    assert ada.email == EMAIL
    assert is_signed_in(client)


def test_one_may_think_better_of_it(client: Client, ada: User):
    ask(client)
    assert client.post(CODE_PAGE, {"action": "cancel"}).url == PAGE
    assert is_signed_in(client)
    assert type_code(client, newest_code(NEW)).url == PAGE
    ada.refresh_from_db()
    assert ada.email == EMAIL
