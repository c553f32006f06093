from datetime import UTC, datetime, timedelta

import pytest
from cronsim import CronSimError

from videoberatung.jobs.schedule import delay_after, latest_slot

TUESDAY = datetime(2026, 3, 10, 12, 7, 31, 250_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "slot"),
    [
        ("* * * * *", (12, 7, 0)),
        ("*/5 * * * *", (12, 5, 0)),
        ("7 * * * *", (12, 7, 0)),
        ("8 * * * *", (11, 8, 0)),
        ("0 3 * * *", (3, 0, 0)),
        ("*/30 * * * * *", (12, 7, 30)),
        ("31 * * * * *", (12, 7, 31)),
    ],
)
def test_the_latest_slot_is_the_newest_moment_that_has_come(expression, slot):
    assert latest_slot(expression, TUESDAY) == datetime(2026, 3, 10, *slot, tzinfo=UTC)


def test_the_very_second_of_a_slot_belongs_to_it():
    noon = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    assert latest_slot("0 12 * * *", noon) == noon
    assert latest_slot("0 12 * * *", noon - timedelta(seconds=1)) == noon - timedelta(days=1)


def test_nonsense_is_no_schedule():
    with pytest.raises(CronSimError):
        latest_slot("whenever", TUESDAY)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (99, 240)])
def test_each_failure_makes_the_wait_longer_up_to_four_hours(attempts, minutes):
    assert delay_after(attempts) == timedelta(minutes=minutes)
