from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from videoberatung.rights.terms import end_of, last_day_of, proof_ends_at

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("received_at", "wished", "last_day"),
    [
        (datetime(2030, 1, 7, 9, 30, tzinfo=UTC), None, date(2030, 1, 21)),
        # Just before and just after midnight in Berlin, which is another day in UTC.
        (datetime(2030, 1, 7, 22, 59, tzinfo=UTC), None, date(2030, 1, 21)),
        (datetime(2030, 1, 7, 23, 1, tzinfo=UTC), None, date(2030, 1, 22)),
        # Across the nights in which the clocks change.
        (datetime(2030, 3, 20, 12, tzinfo=UTC), None, date(2030, 4, 3)),
        (datetime(2030, 10, 20, 12, tzinfo=UTC), None, date(2030, 11, 3)),
        # A later day is granted, an earlier one would leave no time to think it over.
        (datetime(2030, 1, 7, 9, 30, tzinfo=UTC), date(2030, 3, 31), date(2030, 3, 31)),
        (datetime(2030, 1, 7, 9, 30, tzinfo=UTC), date(2030, 1, 10), date(2030, 1, 21)),
    ],
)
def test_everything_works_for_fourteen_whole_days(received_at, wished, last_day):
    ends_at = end_of(received_at, wished)
    assert last_day_of(ends_at) == last_day
    local = ends_at.astimezone(BERLIN)
    assert (local.hour, local.minute) == (0, 0)
    assert local.date() > last_day


def test_a_contract_is_proved_for_three_years_from_the_end_of_the_year():
    closed_at = datetime(2030, 1, 21, 23, tzinfo=UTC)
    assert proof_ends_at(closed_at) == datetime(2034, 1, 1, tzinfo=BERLIN)
    new_year_in_berlin = datetime(2030, 12, 31, 23, 30, tzinfo=UTC)
    assert proof_ends_at(new_year_in_berlin) == datetime(2035, 1, 1, tzinfo=BERLIN)
