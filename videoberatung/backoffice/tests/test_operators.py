"""Who becomes an operator, and what they must have before a page opens."""

import pytest
from django.test import Client

from videoberatung.accounts.models import User
from videoberatung.accounts.tests.factories import make_person
from videoberatung.backoffice.services.operators import (
    add_operator,
    operator_addresses,
    remove_operator,
)
from videoberatung.backoffice.tests.factories import ADDRESS, PASSWORD, browser_of, make_operator
from videoberatung.base.errors import RefusedError
from videoberatung.config.operators import manage_operators
from videoberatung.practices.tests.factories import make_member

pytestmark = pytest.mark.django_db

PAGES = ["/operator/", "/operator/visits/", "/operator/addresses/", "/operator/practices/"]


@pytest.mark.parametrize("page", PAGES)
def test_an_operator_opens_the_page(page: str):
    assert browser_of(make_operator()).get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_without_a_second_factor_no_page_opens(page: str):
    answer = browser_of(make_operator(has_second_factor=False)).get(page, follow=True)
    assert answer.redirect_chain[-1][0] == "/account/security/"
    assert "second factor" in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_for_everybody_else_the_page_does_not_exist(page: str):
    assert browser_of(make_person()).get(page).status_code == 404
    assert browser_of(make_member().user).get(page).status_code == 404
    assert Client().get(page).headers["Location"].startswith("/login/")


def test_the_day_of_an_operator_begins_with_the_promises():
    assert browser_of(make_operator()).get("/portal/home/").headers["Location"] == "/operator/"


def test_an_account_that_is_there_becomes_an_operators():
    person = make_person()
    add_operator(person.email, password=None)
    person.refresh_from_db()
    assert person.is_staff
    assert User.objects.count() == 1


def test_who_belongs_to_a_practice_does_not():
    member = make_member()
    with pytest.raises(RefusedError, match="operator_has_practice"):
        add_operator(member.user.email, password=None)
    assert operator_addresses() == []


def test_who_is_removed_is_signed_out_at_once():
    browser = Client()
    make_operator(has_second_factor=False)
    browser.post("/login/", {"login": ADDRESS, "password": PASSWORD})
    assert browser.get("/account/").status_code == 200
    remove_operator(ADDRESS)
    assert browser.get("/account/").status_code == 302
    with pytest.raises(RefusedError, match="no_operator"):
        remove_operator(ADDRESS)


def test_the_command_takes_the_password_from_its_input(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr("sys.stdin.readline", lambda: f"{PASSWORD}\n", raising=False)
    assert manage_operators("add", ADDRESS, from_stdin=True) == 0
    assert User.objects.get(email=ADDRESS).check_password(PASSWORD)
    assert manage_operators("list", "", from_stdin=False) == 0
    assert ADDRESS in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "password", "reason"),
    [("nobody", PASSWORD, "valid email"), (ADDRESS, "short", "characters")],
)
def test_the_command_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys, address: str, password: str, reason: str
):
    monkeypatch.setattr("sys.stdin.readline", lambda: password, raising=False)
    assert manage_operators("add", address, from_stdin=True) == 1
    assert reason in capsys.readouterr().err
    assert operator_addresses() == []
