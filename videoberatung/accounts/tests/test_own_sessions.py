"""Where a person is signed in: told in words, ended by a click."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client

from videoberatung.accounts import session_ends
from videoberatung.accounts.models import BrowserSession, User
from videoberatung.accounts.session_ends import register_session_end
from videoberatung.accounts.tests.factories import make_person
from videoberatung.accounts.tests.steps import (
    IP,
    PASSWORD,
    is_signed_in,
    kept_in_session,
    make_ada,
    make_browser_session,
    sign_in,
)

pytestmark = pytest.mark.django_db

PAGE, OTHERS = "/account/security/", "/account/security/sessions/end/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def ada() -> User:
    return make_ada()


@pytest.fixture
def ended() -> Iterator[list[str]]:
    before, keys = list(session_ends._listeners), []
    register_session_end(keys.append)
    yield keys
    session_ends._listeners[:] = before


def browser(user_agent: str = FIREFOX) -> Client:
    one = Client(REMOTE_ADDR=IP, HTTP_USER_AGENT=user_agent)
    sign_in(one)
    return one


def row_of(one: Client) -> BrowserSession:
    return BrowserSession.objects.get(session_key=one.session.session_key)


def end(one: Client, row: BrowserSession):
    return one.post(f"/account/security/sessions/{row.id}/end/")


def test_each_is_told_by_browser_and_system_and_this_one_is_marked(ada: User):
    mine = browser()
    browser(SAFARI)
    page = mine.get(PAGE).content.decode()
    assert "Firefox 140, Windows" in page
    assert "Mobile Safari 18, iOS" in page
    assert page.count("dieser hier") == 1
    assert page.index("Firefox 140") < page.index("dieser hier")
    assert f"/sessions/{row_of(mine).id}/end/" not in page


@pytest.mark.promise(2)
def test_no_network_address_and_no_raw_browser_string_is_kept_or_shown(ada: User):
    mine = browser()
    mine.get(PAGE)
    kept = [str(BrowserSession.objects.values().get()), kept_in_session(mine)]
    for text in (*kept, mine.get(PAGE).content.decode()):
        assert "203.0.113" not in text
        assert "Mozilla" not in text
        assert "Gecko" not in text


@pytest.mark.parametrize("user_agent", ["", "x" * 5000, "\x7f<script>"])
def test_a_browser_nobody_knows_has_a_name_too(ada: User, user_agent: str):
    mine, other = browser(), browser(user_agent)
    page = mine.get(PAGE).content.decode()
    assert "Unbekannter Browser" in page
    assert 'aria-label="Unbekannter Browser abmelden"' in page
    assert end(mine, row_of(other)).status_code == 302


def test_another_browser_is_signed_out_at_once(ada: User, ended: list[str]):
    mine, other = browser(), browser(SAFARI)
    key, row = other.session.session_key, row_of(other)
    assert end(mine, row).url == PAGE
    assert not mine.session.exists(key)
    assert ended == [key]
    assert not BrowserSession.objects.filter(id=row.id).exists()
    assert other.get(PAGE).url.startswith("/login/")
    assert mine.get(PAGE).status_code == 200
    assert end(mine, row).status_code == 404


def test_all_others_are_signed_out_with_one_click(ada: User, ended: list[str]):
    mine, others = browser(), [browser(SAFARI), browser()]
    keys = [other.session.session_key for other in others]
    assert mine.post(OTHERS).url == PAGE
    assert sorted(ended) == sorted(keys)
    assert not any(mine.session.exists(key) for key in keys)
    page = mine.get(PAGE).content.decode()
    assert "2 Browser sind abgemeldet." in page
    assert OTHERS not in page
    assert BrowserSession.objects.get() == row_of(mine)


def test_somebody_elses_is_as_if_it_were_not_there(ada: User, ended: list[str]):
    bobs = make_browser_session(make_person())
    mine = browser()
    assert end(mine, bobs).status_code == 404
    assert mine.post(f"/account/security/sessions/{uuid4()}/end/").status_code == 404
    mine.post(OTHERS)
    assert BrowserSession.objects.filter(id=bobs.id).exists()
    assert ended == []


def test_the_one_that_asks_is_not_ended_here(ada: User, ended: list[str]):
    mine = browser()
    assert end(mine, row_of(mine)).url == PAGE
    assert is_signed_in(mine)
    assert ended == []


def test_a_link_ends_nothing(ada: User):
    mine, other = browser(), browser()
    assert mine.get(OTHERS).status_code == 405
    assert mine.get(f"/account/security/sessions/{row_of(other).id}/end/").status_code == 405
    assert other.get(PAGE).status_code == 200


def test_the_row_outlives_a_change_of_password(ada: User):
    mine = browser()
    row = row_of(mine)
    typed = {"oldpassword": PASSWORD, "password1": "a wholly different sentence"}
    mine.post("/account/security/password/", typed)
    page = mine.get(PAGE).content.decode()
    assert page.count("dieser hier") == 1
    assert row_of(mine).id == row.id


def test_signing_out_removes_the_row(ada: User):
    mine, other = browser(), browser()
    row = row_of(mine)
    mine.post("/logout/")
    assert not BrowserSession.objects.filter(id=row.id).exists()
    assert row_of(other)


def test_signing_out_right_after_a_change_of_password_removes_it_too(ada: User):
    mine = browser()
    typed = {"oldpassword": PASSWORD, "password1": "a wholly different sentence"}
    mine.post("/account/security/password/", typed)
    mine.post("/logout/")
    assert not BrowserSession.objects.exists()


def renew_key(one: Client) -> tuple[str, str]:
    """What a change of the password does to the session; the key before and the one after."""
    session = one.session
    before = session.session_key
    session.cycle_key()
    one.cookies["APPSESSION"] = session.session_key
    one.get(PAGE)
    return before, session.session_key


def test_a_room_opened_before_the_password_changed_closes_with_the_sign_out(
    ada: User, ended: list[str]
):
    mine = browser()
    keys = renew_key(mine)
    mine.post("/logout/")
    assert ended == [*keys]


def test_the_same_when_another_browser_signs_that_one_out(ada: User, ended: list[str]):
    mine, other = browser(), browser(SAFARI)
    first, second = renew_key(other)
    _second, third = renew_key(other)
    end(mine, row_of(other))
    assert ended == [first, second, third]
    assert not is_signed_in(other)
