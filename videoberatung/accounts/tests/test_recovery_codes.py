from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from videoberatung.accounts.tests.steps import (
    CODES_PAGE,
    CONFIRM_PAGE,
    EMAIL,
    PASSWORD,
    asked_first,
    is_signed_in,
    letters_to,
    make_ada,
    set_up_app,
    sign_in,
    type_code,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2030, 1, 8, 12, tzinfo=UTC)
DOWNLOAD, RENEW = f"{CODES_PAGE}download/", f"{CODES_PAGE}new/"
STEP = "/login/second-step/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def secured(client: Client) -> Client:
    """Where Ada has just set up her authenticator app."""
    make_ada()
    sign_in(client)
    set_up_app(client)
    return client


def codes_in(browser: Client) -> list[str]:
    return browser.get(CODES_PAGE).context["codes"]


def second_step(code: str) -> Client:
    browser = Client()
    sign_in(browser)
    type_code(browser, code, STEP)
    return browser


def test_ten_are_shown_after_they_were_made(secured: Client):
    codes = codes_in(secured)
    assert len(set(codes)) == 10
    page = secured.get(CODES_PAGE).content.decode()
    assert all(f"<li>{code}</li>" in page for code in codes)


def test_they_can_be_saved_as_text(secured: Client):
    answer = secured.get(DOWNLOAD)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.content.decode().split("\r\n")[2:-1] == codes_in(secured)


def test_ten_minutes_later_nobody_reads_them_any_more(secured: Client, clock):
    first = codes_in(secured)[0]
    clock.shift(600)
    for page in (CODES_PAGE, DOWNLOAD):
        assert secured.get(page).url.startswith(CONFIRM_PAGE)
    secured.post(CONFIRM_PAGE, {"password": PASSWORD})
    page = secured.get(CODES_PAGE).content.decode()
    assert first not in page
    assert "10 Codes" in page
    assert secured.get(DOWNLOAD).status_code == 403


def test_new_ones_take_the_place_of_the_old(secured: Client, django_capture_on_commit_callbacks):
    old = codes_in(secured)
    secured.get(RENEW)
    assert codes_in(secured) == old
    with django_capture_on_commit_callbacks(execute=True):
        assert secured.post(RENEW).url == CODES_PAGE
    new = codes_in(secured)
    assert not set(old) & set(new)
    assert letters_to(EMAIL)[-1] == "recovery_codes_generated"
    assert not is_signed_in(second_step(old[0]))
    assert is_signed_in(second_step(new[0]))


def test_one_signs_in_once_and_not_twice(secured: Client):
    code, other = codes_in(secured)[3:5]
    assert is_signed_in(second_step(code))
    assert not is_signed_in(second_step(code))
    assert "9 Codes" in secured.get("/account/security/").content.decode()
    assert code not in codes_in(secured)
    assert is_signed_in(second_step(other))


def test_new_ones_are_made_only_by_who_has_confirmed(secured: Client, clock):
    before = Authenticator.objects.get(type="recovery_codes").data
    clock.shift(601)
    assert secured.post(RENEW).url == asked_first(RENEW)
    assert Authenticator.objects.get(type="recovery_codes").data == before


def test_without_a_second_factor_there_are_none(client: Client):
    make_ada()
    sign_in(client)
    assert client.get(CODES_PAGE).status_code == 404
    assert client.get(DOWNLOAD).status_code == 404
    assert client.post(RENEW).url == "/account/security/"
    assert not Authenticator.objects.exists()
