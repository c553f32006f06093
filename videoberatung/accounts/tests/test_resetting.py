from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from videoberatung.accounts.tests.steps import (
    EMAIL,
    PASSWORD,
    is_signed_in,
    letters_to,
    make_ada,
    newest_code,
    newest_mail,
    sign_in,
    type_code,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2030, 1, 8, 12, tzinfo=UTC)
RESET, CODE, NEW = "/password/reset/", "/password/reset/code/", "/password/reset/new/"
NEW_PASSWORD = "a wholly different sentence"


def ask(client: Client, email: str = EMAIL):
    return client.post(RESET, {"email": email})


def test_a_new_password_by_code_signs_in_and_is_told_by_mail(client: Client):
    make_ada()
    assert ask(client).url == CODE
    assert type_code(client, newest_code(EMAIL), CODE).url == NEW
    assert not is_signed_in(client)
    answer = client.post(NEW, {"password1": NEW_PASSWORD})
    assert answer.url == "/portal/home/"
    assert is_signed_in(client)
    assert letters_to(EMAIL)[-1] == "password_reset"
    assert sign_in(Client(), password=PASSWORD).status_code == 422
    assert sign_in(Client(), password=NEW_PASSWORD).status_code == 302


def test_an_address_without_account_gets_the_same_page_and_a_mail_that_tells(client: Client):
    make_ada()
    known, unknown = Client(), Client()
    answers = [ask(known), ask(unknown, "nobody@example.org")]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, CODE)}
    assert letters_to("nobody@example.org") == ["unknown_account"]
    assert "http://localhost:8000/register/" in newest_mail("nobody@example.org").text
    wrong = [type_code(one, "00000000", CODE) for one in (known, unknown)]
    assert [answer.status_code for answer in wrong] == [422, 422]


def test_without_the_code_there_is_no_new_password(client: Client):
    make_ada()
    ask(client)
    assert client.post(NEW, {"password1": NEW_PASSWORD}).url == CODE
    assert Client().post(NEW, {"password1": NEW_PASSWORD}).url == RESET
    assert sign_in(Client()).status_code == 302


def test_a_code_works_in_the_browser_that_asked_for_it_only(client: Client):
    make_ada()
    ask(client)
    assert type_code(Client(), newest_code(EMAIL), CODE).url == RESET


def test_a_code_is_void_after_fifteen_minutes_and_after_use(client: Client):
    make_ada()
    with time_machine.travel(NOON, tick=False):
        ask(client)
    code = newest_code(EMAIL)
    with time_machine.travel(NOON + timedelta(minutes=15, seconds=1), tick=False):
        assert type_code(client, code, CODE).url == RESET
        assert "Es wird kein Code erwartet" in client.get(RESET).content.decode()


def test_guessing_ends_after_five_attempts(client: Client):
    make_ada()
    ask(client)
    answers = [type_code(client, "99999999", CODE) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422] * 4 + [302]
    assert "Der Code war zu oft falsch" in client.get(RESET).content.decode()
    assert type_code(client, newest_code(EMAIL), CODE).url == RESET


def test_one_address_gets_three_mails_an_hour_wherever_they_are_asked_for(client: Client):
    with time_machine.travel(NOON, tick=False):
        answers = [
            Client(REMOTE_ADDR=f"198.51.100.{number}").post(RESET, {"email": EMAIL})
            for number in range(4)
        ]
    assert [answer.status_code for answer in answers] == [302] * 3 + [429]
    assert f'value="{EMAIL}"' in answers[-1].content.decode()
    assert len(letters_to(EMAIL)) == 3


@pytest.mark.parametrize("typed", ["short", "password123", "ada.sommer", ""])
def test_the_rules_hold_for_new_passwords_too(client: Client, typed: str):
    make_ada()
    ask(client)
    type_code(client, newest_code(EMAIL), CODE)
    assert client.post(NEW, {"password1": typed}).status_code == 422
    assert sign_in(Client()).status_code == 302
