"""Before something about an account changes, its owner shows once more that it is them."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from videoberatung.accounts.models import User
from videoberatung.accounts.tests.steps import (
    APP_PAGE,
    CONFIRM_PAGE,
    EMAIL,
    IP,
    PASSWORD,
    asked_first,
    kept_in_session,
    make_ada,
    make_passkey,
    sign_in,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2030, 1, 8, 12, tzinfo=UTC)
ADDRESS, PASSKEY = "/account/security/email/", "/account/security/passkeys/add/"
SET_PASSWORD = "/account/security/password/set/"


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


def confirm(client: Client, password: str = PASSWORD, back: str = ADDRESS):
    return client.post(CONFIRM_PAGE, {"password": password, "next": back})


@pytest.mark.parametrize("page", [ADDRESS, PASSKEY, APP_PAGE])
def test_it_is_asked_for_after_ten_minutes(client: Client, ada: User, clock, page: str):
    clock.shift(599)
    assert client.get(page).status_code == 200
    clock.shift(1)
    assert client.get(page).url == asked_first(page)


def test_the_password_leads_back_and_counts_for_ten_minutes(client: Client, ada: User, clock):
    clock.shift(3600)
    page = client.get(f"{CONFIRM_PAGE}?next={ADDRESS}").content.decode()
    assert f'name="next" value="{ADDRESS}"' in page
    assert confirm(client).url == ADDRESS
    clock.shift(599)
    assert client.get(ADDRESS).status_code == 200
    clock.shift(1)
    assert client.get(ADDRESS).url.startswith(CONFIRM_PAGE)


@pytest.mark.parametrize("typed", ["wrong", "", "x" * 129, PASSWORD + "\x00"])
def test_a_wrong_password_is_refused_at_its_field(client: Client, ada: User, clock, typed: str):
    clock.shift(3600)
    answer = confirm(client, typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["password"]
    assert f'name="next" value="{ADDRESS}"' in answer.content.decode()
    assert client.get(ADDRESS).url.startswith(CONFIRM_PAGE)


def test_guessing_the_password_is_slowed_down(client: Client, ada: User, clock):
    clock.shift(3600)
    for _ in range(10):
        confirm(client, "wrong")
    assert confirm(client).status_code == 429
    assert client.get(ADDRESS).url.startswith(CONFIRM_PAGE)


def test_another_session_of_the_same_person_is_asked_all_the_same(client: Client, ada: User, clock):
    other = Client()
    sign_in(other)
    clock.shift(3600)
    confirm(client)
    assert other.get(ADDRESS).url.startswith(CONFIRM_PAGE)


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_the_way_back_stays_in_the_house(client: Client, ada: User, back: str):
    assert confirm(client, back=back).url == "/portal/home/"


@pytest.mark.promise(2)
def test_what_was_sent_meanwhile_is_neither_kept_nor_done(client: Client, ada: User, clock):
    clock.shift(3600)
    answer = client.post(ADDRESS, {"email": "sommer@example.org"})
    assert answer.url == asked_first(ADDRESS)
    confirm(client, "wrong")
    kept = kept_in_session(client)
    for text in ("sommer@example.org", "wrong", "203.0.113", PASSWORD):
        assert text not in kept
    confirm(client)
    assert "203.0.113" not in kept_in_session(client)
    ada.refresh_from_db()
    assert ada.email == EMAIL


@pytest.mark.promise(2)
def test_a_password_sent_without_confirmation_is_in_no_session(client: Client):
    user = User.objects.create_user("passkey@example.org")
    make_passkey(user)
    client.force_login(user)
    typed = {"password1": "a wholly different sentence"}
    answer = client.post(SET_PASSWORD, typed, REMOTE_ADDR=IP)
    assert answer.url == asked_first(SET_PASSWORD, f"{CONFIRM_PAGE}passkey/")
    kept = kept_in_session(client)
    assert "different" not in kept
    assert "203.0.113" not in kept
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_who_is_not_signed_in_confirms_nothing(client: Client):
    make_ada()
    assert confirm(client).url.startswith("/login/")
