from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from videoberatung.appointments.wall_time import day_of, moment_of

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (date(2030, 1, 8), time(10), datetime(2030, 1, 8, 9, tzinfo=UTC)),
        (date(2030, 7, 8), time(10), datetime(2030, 7, 8, 8, tzinfo=UTC)),
        # The clocks go from 2 to 3 o'clock on 31 March 2030 …
        (date(2030, 3, 31), time(1, 59), datetime(2030, 3, 31, 0, 59, tzinfo=UTC)),
        (date(2030, 3, 31), time(3), datetime(2030, 3, 31, 1, tzinfo=UTC)),
        # … and show half past two twice on 27 October.
        (date(2030, 10, 27), time(2, 30), datetime(2030, 10, 27, 0, 30, tzinfo=UTC)),
    ],
)
def test_what_the_clock_shows_is_one_moment(day: date, clock: time, moment: datetime):
    assert moment_of(day, clock, BERLIN) == moment


@pytest.mark.parametrize("clock", [time(2), time(2, 30), time(2, 59)])
def test_the_hour_that_summer_time_skips_does_not_exist(clock: time):
    assert moment_of(date(2030, 3, 31), clock, BERLIN) is None


@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        (datetime(2030, 1, 8, 23, 30, tzinfo=UTC), 24),
        (datetime(2030, 3, 31, 12, tzinfo=UTC), 23),
        (datetime(2030, 10, 27, 12, tzinfo=UTC), 25),
    ],
)
def test_a_day_lasts_as_long_as_the_clocks_say(moment: datetime, hours: int):
    start, end = day_of(moment, BERLIN)
    assert start <= moment < end
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=hours)
