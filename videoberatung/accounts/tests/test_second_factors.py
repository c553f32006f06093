"""The authenticator app: switched on, asked for, switched off."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from videoberatung.accounts.second_factor import has_second_factor, people_with_second_factor
from videoberatung.accounts.tests.factories import make_person
from videoberatung.accounts.tests.steps import (
    APP_PAGE,
    CODES_PAGE,
    CONFIRM_PAGE,
    EMAIL,
    IP,
    PASSWORD,
    app_code,
    asked_first,
    is_signed_in,
    kept_in_session,
    letters_to,
    make_ada,
    make_passkey,
    newest_mail,
    set_up_app,
    shown_secret,
    sign_in,
    type_code,
    wholly,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2030, 1, 8, 12, tzinfo=UTC)
REMOVE, STEP = "/account/security/app/remove/", "/login/second-step/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ada(client: Client):
    ada = make_ada()
    sign_in(client)
    return ada


def at_the_second_step(**more: str) -> Client:
    browser = Client(**more)
    assert sign_in(browser).url == STEP
    return browser


def test_a_passkey_is_offered_to_who_has_one(client: Client, ada):
    set_up_app(client)
    assert "Passkey verwenden" not in at_the_second_step().get(STEP).content.decode()
    make_passkey(ada)
    assert "Passkey verwenden" in at_the_second_step().get(STEP).content.decode()


def test_the_code_of_the_shown_secret_switches_it_on(client: Client, ada):
    assert type_code(client, app_code(shown_secret(client)), APP_PAGE).url == CODES_PAGE
    assert has_second_factor(ada)
    assert REMOVE in client.get("/account/security/").content.decode()
    assert client.get(APP_PAGE).url == REMOVE


@pytest.mark.parametrize("typed", ["000000", "", "12", "1" * 33, "\x00", "abcdef"])
def test_another_code_is_refused_at_its_field_and_the_picture_stays(
    client: Client, ada, typed: str
):
    secret = shown_secret(client)
    answer = type_code(client, typed, APP_PAGE)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["code"]
    assert answer.context["secret"].replace(" ", "") == secret
    assert not has_second_factor(ada)
    assert type_code(client, app_code(secret), APP_PAGE).url == CODES_PAGE


def test_the_password_alone_signs_in_no_longer(client: Client, ada, clock):
    secret = set_up_app(client)
    clock.shift(60)
    browser = at_the_second_step(REMOTE_ADDR=IP)
    assert not is_signed_in(browser)
    assert browser.get("/portal/home/").url.startswith("/login/")
    kept = kept_in_session(browser)
    assert PASSWORD not in kept
    assert IP not in kept

    answer = type_code(browser, "000000", STEP)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["code"]
    assert "Dieser Code passt nicht." in answer.content.decode()
    assert not is_signed_in(browser)

    code = app_code(secret)
    assert type_code(browser, f"{code[:3]} {code[3:]}", STEP).url == "/portal/home/"
    assert is_signed_in(browser)


def test_without_the_password_there_is_no_second_step(client: Client, ada, clock):
    secret = set_up_app(client)
    clock.shift(60)
    browser = Client()
    assert type_code(browser, app_code(secret), STEP).url == "/login/"
    assert not is_signed_in(browser)


@pytest.mark.parametrize("later", [0, 31, 59])
def test_a_code_somebody_has_read_over_the_shoulder_is_void(client: Client, ada, clock, later: int):
    secret = set_up_app(client)
    clock.shift(60)
    code = app_code(secret)
    assert type_code(at_the_second_step(), code, STEP).status_code == 302
    clock.shift(later)
    assert type_code(at_the_second_step(), code, STEP).status_code == 422


def test_the_code_that_switched_it_on_is_used_too(client: Client, ada):
    secret = set_up_app(client)
    assert type_code(at_the_second_step(), app_code(secret), STEP).status_code == 422


def test_a_clock_may_be_half_a_minute_wrong_and_no_more(client: Client, ada, clock):
    secret = set_up_app(client)
    clock.shift(60)
    code = app_code(secret)
    clock.shift(60)
    assert type_code(at_the_second_step(), code, STEP).status_code == 422
    code = app_code(secret)
    clock.shift(30)
    assert type_code(at_the_second_step(), code, STEP).status_code == 302


def test_guessing_codes_is_slowed_down(client: Client, ada, clock):
    secret = set_up_app(client)
    clock.shift(60)
    browser = at_the_second_step()
    for _ in range(10):
        type_code(browser, "000000", STEP)
    answer = type_code(browser, app_code(secret), STEP)
    assert answer.status_code == 422
    assert "Zu viele Versuche." in answer.content.decode()
    assert not is_signed_in(browser)


def test_what_the_app_knows_stands_nowhere_readable(client: Client, ada):
    secret = shown_secret(client)
    assert secret not in kept_in_session(client)
    type_code(client, app_code(secret), APP_PAGE)
    assert secret not in kept_in_session(client)
    codes = [code.replace(" ", "") for code in client.get(CODES_PAGE).context["codes"]]
    rows = str(list(Authenticator.objects.values()))
    for text in (secret, *codes):
        assert text not in rows
    assert Authenticator.objects.count() == 2


def test_it_is_switched_off_only_by_who_has_confirmed(client: Client, ada, clock):
    set_up_app(client)
    clock.shift(601)
    assert client.post(REMOVE).url == asked_first(REMOVE)
    assert has_second_factor(ada)
    client.post(CONFIRM_PAGE, {"password": PASSWORD})
    client.get(REMOVE)
    assert has_second_factor(ada)
    assert client.post(REMOVE).url == "/account/security/"
    assert not Authenticator.objects.exists()
    assert sign_in(Client()).url == "/portal/home/"
    assert client.post(REMOVE).status_code == 404


@pytest.mark.promise(2)
@pytest.mark.django_db(transaction=True)  # the library writes when all is committed
@pytest.mark.parametrize(
    ("language", "added", "removed"),
    [
        (
            "de",
            "Eine Authentifizierungs-App wurde eingerichtet",
            "Die Authentifizierungs-App wurde entfernt",
        ),
        ("en", "An authenticator app was added", "The authenticator app was removed"),
    ],
)
def test_mails_tell_that_it_was_switched_on_and_off_without_network_address(
    language: str, added: str, removed: str
):
    make_ada()
    browser = Client(REMOTE_ADDR=IP, HTTP_USER_AGENT="Weirdfox/1.0")
    browser.post("/language/", {"language": language})
    sign_in(browser)
    set_up_app(browser)
    on = newest_mail(EMAIL)
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        browser.post(REMOVE)
        off = newest_mail(EMAIL)
    assert letters_to(EMAIL) == ["totp_activated", "totp_deactivated"]
    assert [on.language, off.language] == [language] * 2
    assert [on.subject, off.subject] == [added, removed]
    for mail in (on, off):
        assert "203.0.113" not in wholly(mail)
        assert "Weirdfox" not in wholly(mail)


def test_who_counts_as_secured_twice_is_one_rule():
    one, other = make_person(), make_person()
    make_passkey(one)
    Authenticator.objects.create(
        user=other, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "", "used_mask": 0}
    )
    assert (has_second_factor(one), has_second_factor(other)) == (True, False)
    assert people_with_second_factor([one.id, other.id]) == {one.id}
