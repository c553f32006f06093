from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from videoberatung.jobs.models import PeriodicRun
from videoberatung.privacy import inventory
from videoberatung.privacy.checks import check_the_inventory, undecided_fields
from videoberatung.privacy.inventory import (
    DaysIn,
    declare,
    declare_impersonal,
    declared,
    is_decided,
)
from videoberatung.privacy.tests.times import NOON


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """An inventory in which nothing is declared yet."""
    monkeypatch.setattr(inventory, "_declared", [])
    monkeypatch.setattr(inventory, "_impersonal", set())


def declare_sessions(**changes: object) -> None:
    told: dict[str, object] = {
        "purpose": "Know a browser again",
        "basis": "Art. 6(1)(b) GDPR",
        "retention": timedelta(hours=1),
        "counted_from": "expire_date",
    }
    declare(Session, "session_data", **(told | changes))


@pytest.mark.usefixtures("empty")
def test_a_field_is_decided_when_somebody_declared_it():
    assert not is_decided(Session, "session_data")
    declare_sessions()
    assert is_decided(Session, "session_data")
    assert not is_decided(Session, "session_key")
    declare_impersonal(Session, "session_key")
    assert is_decided(Session, "session_key")
    assert [entry.fields for entry in declared()] == [("session_data",)]


@pytest.mark.usefixtures("empty")
def test_a_field_that_does_not_exist_cannot_be_declared():
    with pytest.raises(ValueError, match="no field nickname"):
        declare_impersonal(Session, "nickname")


@pytest.mark.usefixtures("empty")
def test_a_time_that_counts_from_nothing_is_refused():
    with pytest.raises(ValueError, match="from when"):
        declare_sessions(counted_from="")
    with pytest.raises(ValueError, match="from when"):
        declare_sessions(counted_from="", retention=DaysIn("days", words="as chosen"))


@pytest.mark.usefixtures("empty")
def test_what_lives_until_somebody_ends_it_needs_no_clock():
    declare_sessions(retention="until the account is closed", counted_from="")
    assert is_decided(Session, "session_data")


@pytest.mark.promise(26)
@pytest.mark.django_db
@pytest.mark.breaks(26)
def test_a_field_nobody_declared_breaks_the_promise(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inventory, "_impersonal", inventory._impersonal - {(PeriodicRun, "name")})
    assert undecided_fields() == ["jobs.PeriodicRun.name"]
    assert check_the_inventory(NOON).state == "broken"
