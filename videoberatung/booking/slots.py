"""Which times are free: from hours, rules and what is planned already. Pure.

Everybody gets the same answer: nothing about who asks goes in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from videoberatung.appointments.wall_time import first_moment_from

# After something planned by hand the next time begins at a full quarter of an hour.
QUARTER = timedelta(minutes=15)
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class Span(NamedTuple):
    """A stretch of time; the end does not belong to it."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Rules:
    """Of one service. `before` and `after` stay free around it."""

    length: timedelta
    before: timedelta = timedelta(0)
    after: timedelta = timedelta(0)
    notice: timedelta = timedelta(0)
    # Days ahead, counted by the calendar of the practice.
    horizon_days: int = 42
    # None: as many as fit.
    most_per_day: int | None = None

    def around(self, start: datetime) -> Span:
        """All that must be free for something that begins then."""
        return Span(start - self.before, start + self.length + self.after)


class Clock(NamedTuple):
    """From when to when, by the clock on the wall."""

    opens: time
    closes: time


class Days(NamedTuple):
    """From one day to another; both belong to it."""

    first: date
    last: date

    def include(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Hours:
    """When somebody can be booked. Extra hours count also on days that are closed."""

    weekly: Mapping[int, Sequence[Clock]] = field(default_factory=dict)
    closed: Sequence[Days] = ()
    extra: Sequence[tuple[Days, Clock]] = ()

    def on(self, day: date, zone: ZoneInfo) -> list[Span]:
        """Apart from each other, in order of time."""
        is_closed = any(days.include(day) for days in self.closed)
        clocks = [] if is_closed else list(self.weekly.get(day.weekday(), ()))
        clocks += [clock for days, clock in self.extra if days.include(day)]
        return _joined(
            Span(
                first_moment_from(day, clock.opens, zone),
                first_moment_from(day, clock.closes, zone),
            )
            for clock in clocks
        )


@dataclass(frozen=True)
class Calendar:
    """Of one provider: `busy` with the buffers of what was booked; `booked` counts the bookings
    of the service by day."""

    hours: Hours
    busy: Sequence[Span]
    booked: Mapping[date, int]
    zone: ZoneInfo


def slots_on(day: date, calendar: Calendar, rules: Rules, *, now: datetime) -> list[datetime]:
    """The starts that are offered on one day: one behind the other, as many as fit."""
    if not _is_within_reach(day, calendar, rules, now=now):
        return []
    found = [
        start
        for span in calendar.hours.on(day, calendar.zone)
        for start in _packed(span, calendar.busy, rules)
        if start >= now + rules.notice
    ]
    return sorted(found)


def may_begin(start: datetime, calendar: Calendar, rules: Rules, *, now: datetime) -> bool:
    """Whether this time can be taken now. True for all that `slots_on` offers, and for what it
    offered before others were faster, as long as it is still free."""
    day = start.astimezone(calendar.zone).date()
    if not _is_within_reach(day, calendar, rules, now=now) or start < now + rules.notice:
        return False
    if (start - _EPOCH) % timedelta(minutes=1):
        return False
    is_open = any(
        span.start <= start and start + rules.length <= span.end
        for span in calendar.hours.on(day, calendar.zone)
    )
    return is_open and is_clear(start, calendar, rules)


def is_clear(start: datetime, calendar: Calendar, rules: Rules) -> bool:
    """Whether nothing is planned then, whatever hours and notice say."""
    return _in_the_way(start, calendar.busy, rules) is None


def _is_within_reach(day: date, calendar: Calendar, rules: Rules, *, now: datetime) -> bool:
    today = now.astimezone(calendar.zone).date()
    if not today <= day <= today + timedelta(days=rules.horizon_days):
        return False
    return rules.most_per_day is None or calendar.booked.get(day, 0) < rules.most_per_day


def _packed(span: Span, busy: Sequence[Span], rules: Rules) -> Iterator[datetime]:
    start = span.start
    while start + rules.length <= span.end:
        if (free_from := _in_the_way(start, busy, rules)) is not None:
            start = _next_quarter(free_from + rules.before)
        else:
            yield start
            start = rules.around(start).end + rules.before


def _in_the_way(start: datetime, busy: Sequence[Span], rules: Rules) -> datetime | None:
    """The end of what is planned then; None if nothing is."""
    needed = rules.around(start)
    ends = [one.end for one in busy if one.start < needed.end and needed.start < one.end]
    return max(ends, default=None)


def _next_quarter(moment: datetime) -> datetime:
    """Itself if it is one. All zones in use differ from UTC by full quarters."""
    return moment + (_EPOCH - moment) % QUARTER


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(one for one in spans if one.start < one.end):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
