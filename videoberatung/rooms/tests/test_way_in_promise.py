"""Clients come in without an account, providers with one, and a gap shows (promise 6)."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import resolve, reverse
from pytest_django import Settings

from videoberatung.practices.models import Acceptance
from videoberatung.practices.tests.factories import make_member
from videoberatung.rooms.way_in_checks import check_ways_in

NOW = datetime(2030, 1, 8, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def state() -> str:
    return check_ways_in(NOW).state


@pytest.mark.promise(6)
def test_clients_need_no_account_and_providers_an_agreement():
    assert state() == "kept"
    member = make_member()
    Acceptance.objects.create(
        practice=member.practice, user=member.user, document="terms", version="1", accepted_at=NOW
    )
    assert state() == "kept"


@pytest.mark.breaks(6)
def test_a_practice_that_never_registered_is_noticed():
    make_member()
    assert state() == "broken"


@pytest.mark.breaks(6)
def test_pages_of_providers_without_a_guard_are_noticed(settings: Settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "LoginRequired" not in name]
    assert state() == "broken"


@pytest.mark.breaks(6)
def test_a_door_that_asks_for_an_account_is_noticed(monkeypatch: pytest.MonkeyPatch):
    door = resolve(reverse("rooms:door", args=[uuid4()])).func
    monkeypatch.setattr(door, "login_required", True)
    assert state() == "broken"
