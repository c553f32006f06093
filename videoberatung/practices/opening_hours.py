"""When a practice can be reached, in words and on the page where it is set. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from itertools import groupby
from typing import NamedTuple

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

NOON = time(12)
# Fewer days than these are named one by one.
_SHORTEST_RANGE = 3


class Span(NamedTuple):
    """From when to when on one day of the week; 0 is Monday. In the practice's own zone."""

    weekday: int
    opens: time
    closes: time


def in_words(spans: Iterable[Span]) -> list[str]:
    """ "Mo\u2013Fr 8:00\u201312:00 und 14:00\u201318:00": a line for all days with the same.

    In the current language; empty if there are none.
    """
    days_with: dict[tuple[str, ...], list[int]] = {}
    for weekday, on_that_day in groupby(sorted(spans), key=lambda span: span.weekday):
        hours = tuple(f"{_clock(span.opens)}\u2013{_clock(span.closes)}" for span in on_that_day)
        days_with.setdefault(hours, []).append(weekday)
    return [f"{_days(days)} {_both(hours)}" for hours, days in days_with.items()]


def halves(spans: Sequence[Span]) -> tuple[Span | None, Span | None]:
    """Those of one day as morning and afternoon; a single one goes where it begins."""
    if len(spans) == 1:
        return (None, spans[0]) if spans[0].opens >= NOON else (spans[0], None)
    first, second = (*sorted(spans), None, None)[:2]
    return first, second


def are_open(spans: Iterable[Span], start: datetime, end: datetime) -> bool:
    """Whether the practice can be reached all the time from `start` to `end` on the same day.

    Both by the clocks of the practice. True where it has said nothing about its hours.
    """
    spans = sorted(spans)
    reached = start.time()
    for span in spans:
        if span.weekday == start.weekday() and span.opens <= reached < span.closes:
            reached = span.closes
    is_same_day = start.date() == end.date()
    return not spans or (is_same_day and reached >= end.time())


def overlap(one: Span, other: Span) -> bool:
    """Whether they share a minute; one may begin when the other ends."""
    return one.opens < other.closes and other.opens < one.closes


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _both(hours: tuple[str, ...]) -> str:
    if len(hours) == 1:
        return hours[0]
    return _("%(morning)s and %(afternoon)s") % {"morning": hours[0], "afternoon": hours[1]}


def _days(weekdays: list[int]) -> str:
    """ "Mo\u2013Mi, Fr"."""
    # Days in a row have the same distance from their place in the list.
    runs = [
        [day for _place, day in run]
        for _distance, run in groupby(enumerate(weekdays), key=lambda pair: pair[1] - pair[0])
    ]
    return ", ".join(_run(run) for run in runs)


def _run(days: list[int]) -> str:
    names = [str(WEEKDAYS_ABBR[day]) for day in days]
    return f"{names[0]}\u2013{names[-1]}" if len(names) >= _SHORTEST_RANGE else ", ".join(names)
