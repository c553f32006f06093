"""What suits somebody, and how long an offer waits."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from videoberatung.booking.wishes import PartOfDay, Wish, offered_until

BERLIN = ZoneInfo("Europe/Berlin")
FAR = datetime(2031, 1, 1, tzinfo=UTC)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("wish", "starts_at", "is_met"),
    [
        (Wish(), "2030-01-08T10:00", True),
        (Wish(weekdays=frozenset({1})), "2030-01-08T10:00", True),
        (Wish(weekdays=frozenset({0, 2})), "2030-01-08T10:00", False),
        (Wish(part_of_day=PartOfDay.MORNING), "2030-01-08T11:59", True),
        (Wish(part_of_day=PartOfDay.MORNING), "2030-01-08T12:00", False),
        (Wish(part_of_day=PartOfDay.AFTERNOON), "2030-01-08T12:00", True),
        (Wish(part_of_day=PartOfDay.AFTERNOON), "2030-01-08T11:59", False),
        (Wish(before=berlin("2030-01-08T10:00")), "2030-01-08T09:59", True),
        (Wish(before=berlin("2030-01-08T10:00")), "2030-01-08T10:00", False),
        # Tuesday there, Monday in UTC.
        (Wish(weekdays=frozenset({1})), "2030-01-08T00:30", True),
    ],
)
def test_days_and_times_are_those_of_the_practice(wish: Wish, starts_at: str, is_met: bool):
    assert wish.is_met_by(berlin(starts_at), BERLIN) is is_met


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2030-01-08T10:00", "2030-01-08T11:00"),
        ("2030-01-08T19:00", "2030-01-08T20:00"),
        # What is left of the hour is there in the morning.
        ("2030-01-08T19:45", "2030-01-09T08:45"),
        ("2030-01-08T20:00", "2030-01-09T09:00"),
        ("2030-01-08T23:30", "2030-01-09T09:00"),
        ("2030-01-09T03:00", "2030-01-09T09:00"),
        # The night in which an hour is missing.
        ("2030-03-30T23:30", "2030-03-31T09:00"),
    ],
)
def test_an_offer_waits_for_an_hour_of_the_day(now: str, until: str):
    assert offered_until(berlin(now), starts_at=FAR, zone=BERLIN) == berlin(until)


def test_an_offer_ends_when_its_time_begins_and_is_none_if_that_is_too_soon():
    now = berlin("2030-01-08T10:00")
    soon = now + timedelta(minutes=20)
    assert offered_until(now, starts_at=soon, zone=BERLIN) == soon
    assert offered_until(now, starts_at=now + timedelta(minutes=14), zone=BERLIN) is None
