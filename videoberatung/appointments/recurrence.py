"""How an appointment repeats: the days it falls on, and the rule that says so. Pure.

The rule is a RECUR of RFC 5545, section 3.3.10, in wall time: it names days, a clock on the wall
of the practice does the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Literal

from dateutil.rrule import rrulestr

Every = Literal["day", "week", "fortnight", "month_weekday", "month_day"]

MOST_OCCURRENCES = 52
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# What is the fifth in a long month is the last in every month.
_LAST = 5


@dataclass(frozen=True)
class Recurrence:
    """What a person has chosen; it ends after so many `times`, or with the day `until`.

    `weekdays` (0 is Monday) count for "week" and "fortnight"; none: that of the first day.
    """

    every: Every
    weekdays: tuple[int, ...] = ()
    times: int | None = None
    until: date | None = None


def days_of(recurrence: Recurrence, earliest: date) -> list[date]:
    """In order, from the first that fits on; at most one more than MOST_OCCURRENCES."""
    first = _first(recurrence, earliest)
    most = MOST_OCCURRENCES + 1 if recurrence.times is None else recurrence.times
    days: Iterator[date] = islice(_days(_pattern(recurrence, first), first), most)
    until = recurrence.until
    return list(days if until is None else takewhile(lambda day: day <= until, days))


def rule_of(recurrence: Recurrence, days: Sequence[date]) -> str:
    """The rule that names just these days of `days_of`."""
    return f"{_pattern(recurrence, days[0])};COUNT={len(days)}"


def days_named_by(rule: str, first: date) -> tuple[date, ...]:
    return tuple(_days(rule, first))


def parts_of(rule: str) -> dict[str, str]:
    return dict(part.split("=") for part in rule.split(";"))


def count_of(rule: str) -> int:
    return int(parts_of(rule)["COUNT"])


def rule_from(rule: str, position: int) -> str:
    """What is left of the rule for whoever joins at this position (the first is 1)."""
    left = parts_of(rule) | {"COUNT": str(count_of(rule) - position + 1)}
    return ";".join(f"{name}={value}" for name, value in left.items())


def _first(recurrence: Recurrence, earliest: date) -> date:
    if recurrence.every not in ("week", "fortnight") or not recurrence.weekdays:
        return earliest
    ahead = min((weekday - earliest.weekday()) % 7 for weekday in recurrence.weekdays)
    return earliest + timedelta(days=ahead)


def _days(pattern: str, first: date) -> Iterator[date]:
    moments: Iterator[datetime] = iter(rrulestr(pattern, dtstart=datetime.combine(first, time())))
    return (moment.date() for moment in moments)


def _pattern(recurrence: Recurrence, first: date) -> str:
    weekdays = sorted(set(recurrence.weekdays)) or [first.weekday()]
    by_day = ",".join(WEEKDAYS[weekday] for weekday in weekdays)
    match recurrence.every:
        case "day":
            return "FREQ=DAILY"
        case "week":
            return f"FREQ=WEEKLY;BYDAY={by_day}"
        case "fortnight":
            return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={by_day}"
        case "month_weekday":
            return f"FREQ=MONTHLY;BYDAY={_week_of_month(first)}{WEEKDAYS[first.weekday()]}"
        case "month_day":
            return f"FREQ=MONTHLY;BYMONTHDAY={first.day}"


def _week_of_month(day: date) -> int:
    week = (day.day - 1) // 7 + 1
    return -1 if week == _LAST else week
