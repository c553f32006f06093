"""Free times: examples one can reckon by hand, and what is true of every calendar."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from videoberatung.booking.slots import (
    Calendar,
    Clock,
    Days,
    Hours,
    Rules,
    Span,
    may_begin,
    slots_on,
)

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = date(2030, 1, 8)
LONG_BEFORE = datetime(2030, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HALF_AN_HOUR = Rules(length=30 * MINUTE)


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), BERLIN).astimezone(UTC)


def busy(clock: str, until: str, day: date = TUESDAY) -> Span:
    return Span(at(day, clock), at(day, until))


def open_from(opens: str, closes: str, *more: Span, **counts: int) -> Calendar:
    clock = Clock(time.fromisoformat(opens), time.fromisoformat(closes))
    hours = Hours({day: [clock] for day in range(7)})
    return Calendar(hours, more, Counter(counts), BERLIN)


def offered(
    calendar: Calendar,
    rules: Rules = HALF_AN_HOUR,
    *,
    day: date = TUESDAY,
    now: datetime = LONG_BEFORE,
) -> list[str]:
    slots = slots_on(day, calendar, rules, now=now)
    return [start.astimezone(BERLIN).strftime("%H:%M") for start in slots]


@pytest.mark.parametrize(
    ("taken", "rules", "expected"),
    [
        ([], HALF_AN_HOUR, ["09:00", "09:30", "10:00", "10:30"]),
        ([("09:30", "10:00")], HALF_AN_HOUR, ["09:00", "10:00", "10:30"]),
        # Something planned by hand: on with the next full quarter.
        ([("09:20", "09:50")], HALF_AN_HOUR, ["10:00", "10:30"]),
        ([("08:00", "09:05")], HALF_AN_HOUR, ["09:15", "09:45", "10:15"]),
        ([("08:00", "12:00")], HALF_AN_HOUR, []),
        (
            [("07:00", "09:00"), ("11:00", "12:00")],
            HALF_AN_HOUR,
            ["09:00", "09:30", "10:00", "10:30"],
        ),
        ([], Rules(length=50 * MINUTE, after=10 * MINUTE), ["09:00", "10:00"]),
        ([], Rules(length=30 * MINUTE, before=15 * MINUTE), ["09:00", "09:45", "10:30"]),
        ([("09:45", "10:00")], Rules(length=30 * MINUTE, after=15 * MINUTE), ["09:00", "10:00"]),
        ([], Rules(length=121 * MINUTE), []),
        ([], Rules(length=120 * MINUTE), ["09:00"]),
    ],
)
def test_times_follow_each_other_around_what_is_planned(taken, rules: Rules, expected: list[str]):
    calendar = open_from("09:00", "11:00", *(busy(*span) for span in taken))
    assert offered(calendar, rules) == expected


def test_nothing_is_offered_later_than_the_notice_before():
    rules = Rules(length=30 * MINUTE, notice=timedelta(hours=24))
    calendar = open_from("09:00", "11:00")
    now = at(date(2030, 1, 7), "09:45")
    assert offered(calendar, rules, now=now) == ["10:00", "10:30"]


def test_the_horizon_counts_days_by_the_calendar_of_the_practice():
    rules = Rules(length=30 * MINUTE, horizon_days=1)
    calendar = open_from("09:00", "10:00")
    late = at(date(2030, 1, 7), "23:30")
    assert offered(calendar, rules, now=late) != []
    assert offered(calendar, rules, day=date(2030, 1, 9), now=late) == []
    assert offered(calendar, rules, day=date(2030, 1, 6), now=late) == []


def test_a_day_with_as_many_bookings_as_allowed_is_full():
    rules = Rules(length=30 * MINUTE, most_per_day=2)
    calendar = open_from("09:00", "11:00")
    one, two = (Calendar(calendar.hours, [], {TUESDAY: count}, BERLIN) for count in (1, 2))
    assert offered(one, rules) != []
    assert offered(two, rules) == []
    assert not may_begin(at(TUESDAY, "09:00"), two, rules, now=LONG_BEFORE)


def test_closed_days_are_closed_and_extra_hours_count_even_then():
    morning, evening = Clock(time(9), time(10)), Clock(time(18), time(19))
    holidays = Days(date(2030, 1, 7), date(2030, 1, 11))
    closed = Hours({1: [morning]}, closed=[holidays])
    assert offered(Calendar(closed, [], {}, BERLIN)) == []
    extra = Hours({1: [morning]}, closed=[holidays], extra=[(Days(TUESDAY, TUESDAY), evening)])
    assert offered(Calendar(extra, [], {}, BERLIN)) == ["18:00", "18:30"]


def test_spans_that_touch_are_one():
    clocks = [Clock(time(9), time(9, 45)), Clock(time(9, 45), time(10, 30))]
    calendar = Calendar(Hours({1: clocks}), [], {}, BERLIN)
    assert offered(calendar) == ["09:00", "09:30", "10:00"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # 2 o'clock becomes 3: an hour less.
        (date(2030, 3, 31), ["01:00", "01:30", "03:00", "03:30"]),
        # 3 o'clock becomes 2: an hour more.
        (
            date(2030, 10, 27),
            ["01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30"],
        ),
        (date(2030, 10, 28), ["01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]),
    ],
)
def test_on_the_nights_of_the_changing_clocks_hours_are_those_on_the_wall(
    day: date, expected: list[str]
):
    assert offered(open_from("01:00", "04:00"), day=day, now=at(day, "00:00")) == expected


@pytest.mark.parametrize("day", [date(2030, 3, 31), date(2030, 10, 27)])
def test_office_hours_stay_where_they_are_on_the_days_of_the_changing_clocks(day: date):
    slots = offered(open_from("09:00", "11:00"), day=day, now=at(day, "00:00"))
    assert slots == ["09:00", "09:30", "10:00", "10:30"]


def test_hours_that_begin_within_the_skipped_hour_begin_after_it():
    slots = offered(
        open_from("02:30", "04:00"), day=date(2030, 3, 31), now=LONG_BEFORE.replace(month=3)
    )
    assert slots == ["03:00", "03:30"]


clocks = st.tuples(st.integers(0, 95), st.integers(1, 40)).map(
    lambda pair: Clock(_quarter(pair[0]), _quarter(min(pair[0] + pair[1], 95)))
)
days = st.dates(date(2030, 3, 25), date(2030, 4, 5)) | st.dates(
    date(2030, 10, 24), date(2030, 10, 30)
)
rules_of_all_kinds = st.builds(
    Rules,
    length=st.integers(5, 120).map(lambda minutes: minutes * MINUTE),
    before=st.integers(0, 30).map(lambda minutes: minutes * MINUTE),
    after=st.integers(0, 30).map(lambda minutes: minutes * MINUTE),
    notice=st.integers(0, 48).map(lambda hours: timedelta(hours=hours)),
    horizon_days=st.integers(1, 10),
    most_per_day=st.none() | st.integers(1, 3),
)


def _quarter(number: int) -> time:
    return time(number // 4, number % 4 * 15)


@st.composite
def situations(draw) -> tuple[date, Calendar, Rules, datetime]:
    day = draw(days)
    midnight = datetime.combine(day, time(), BERLIN).astimezone(UTC)
    spans = st.builds(
        lambda begin, length: Span(midnight + begin * MINUTE, midnight + (begin + length) * MINUTE),
        st.integers(-60, 26 * 60),
        st.integers(1, 180),
    )
    hours = Hours(
        {weekday: draw(st.lists(clocks, max_size=3)) for weekday in range(7)},
        closed=[Days(day, day)] if draw(st.integers(0, 4)) == 0 else [],
        extra=[(Days(day, day), clock) for clock in draw(st.lists(clocks, max_size=1))],
    )
    booked = {day: draw(st.integers(0, 3))}
    calendar = Calendar(hours, draw(st.lists(spans, max_size=6)), booked, BERLIN)
    now = midnight - draw(st.integers(-20, 5 * 24)) * timedelta(hours=1)
    return day, calendar, draw(rules_of_all_kinds), now


@settings(max_examples=300, deadline=None)
@given(situations())
def test_whatever_the_calendar_each_offered_time_can_be_taken(situation):
    day, calendar, rules, now = situation
    slots = slots_on(day, calendar, rules, now=now)
    assert slots == sorted(set(slots))
    for start in slots:
        needed = rules.around(start)
        assert all(one.end <= needed.start or needed.end <= one.start for one in calendar.busy)
        assert any(
            span.start <= start and start + rules.length <= span.end
            for span in calendar.hours.on(day, BERLIN)
        )
        assert start >= now + rules.notice
        assert start.astimezone(BERLIN).date() == day
        assert may_begin(start, calendar, rules, now=now)
    today = now.astimezone(BERLIN).date()
    if slots:
        assert today <= day <= today + timedelta(days=rules.horizon_days)
        assert rules.most_per_day is None or calendar.booked[day] < rules.most_per_day


@settings(max_examples=200, deadline=None)
@given(situations())
def test_whoever_takes_one_leaves_the_others_free(situation):
    """What is offered within one stretch of hours fits beside each other, with the buffers."""
    day, calendar, rules, now = situation
    needed = [rules.around(start) for start in slots_on(day, calendar, rules, now=now)]
    by_span = sorted(needed)
    for span in calendar.hours.on(day, BERLIN):
        inside = [one for one in by_span if span.start <= one.start + rules.before < span.end]
        assert all(one.end <= other.start for one, other in pairwise(inside))


def test_a_time_between_the_offered_ones_can_be_taken_while_it_is_free():
    """Somebody else's booking has moved the row since the page was drawn."""
    calendar = open_from("09:00", "11:00", busy("09:00", "09:20"))
    assert offered(calendar) == ["09:30", "10:00", "10:30"]
    assert may_begin(at(TUESDAY, "09:20"), calendar, HALF_AN_HOUR, now=LONG_BEFORE)
    assert not may_begin(at(TUESDAY, "09:15"), calendar, HALF_AN_HOUR, now=LONG_BEFORE)
    assert not may_begin(at(TUESDAY, "10:45"), calendar, HALF_AN_HOUR, now=LONG_BEFORE)
    seconds = at(TUESDAY, "09:30") + timedelta(seconds=20)
    assert not may_begin(seconds, calendar, HALF_AN_HOUR, now=LONG_BEFORE)
