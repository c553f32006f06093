"""How many pages were asked for, told by hours or days of the operator's clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from videoberatung.privacy.models import PageVisit

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOST_KINDS = 12


@dataclass(frozen=True)
class Period:
    name: str
    label: Promise
    length: timedelta
    step: Literal["hour", "day"]


PERIODS = (
    Period("day", _("24 hours"), DAY, "hour"),
    Period("week", _("7 days"), 7 * DAY, "day"),
    Period("month", _("30 days"), 30 * DAY, "day"),
    Period("year", _("365 days"), 365 * DAY, "day"),
)


@dataclass(frozen=True)
class Count:
    label: str
    count: int


@dataclass(frozen=True)
class Visits:
    """`times` without gaps, oldest first; kinds by their number, the rest of them together."""

    total: int
    times: list[Count]
    browsers: list[Count]
    systems: list[Count]


def period_called(name: str) -> Period:
    """The first one for a name that none has."""
    return next((period for period in PERIODS if period.name == name), PERIODS[0])


def visits_in(period: Period, *, now: datetime, zone: ZoneInfo) -> Visits:
    """Three queries, however many visits there were."""
    start = _beginning(period, now, zone)
    visits = PageVisit.objects.since(start)
    by_hour = visits.by_hour()
    return Visits(
        total=sum(by_hour.values()),
        times=list(_times(period, by_hour, start, now, zone)),
        browsers=_kinds(visits.by("browser")),
        systems=_kinds(visits.by("system")),
    )


def _beginning(period: Period, now: datetime, zone: ZoneInfo) -> datetime:
    """Of the hour or the day in which the period begins, so that its first step is whole."""
    local = (now - period.length).astimezone(zone)
    if period.step == "hour":
        return local.replace(minute=0, second=0, microsecond=0) + HOUR
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + DAY).replace(tzinfo=zone)


def _times(
    period: Period, by_hour: dict[datetime, int], start: datetime, now: datetime, zone: ZoneInfo
) -> Iterator[Count]:
    sums: dict[str, int] = {}
    moment = start.astimezone(zone)
    hours = int((now - start) / HOUR) + 1
    for _number in range(hours):
        sums.setdefault(_label(period, moment), 0)
        # Through UTC: by the wall clock an hour is missing or doubled twice a year.
        moment = (moment.astimezone(UTC) + HOUR).astimezone(zone)
    for hour, count in by_hour.items():
        label = _label(period, hour.astimezone(zone))
        sums[label] = sums.get(label, 0) + count
    return (Count(label, count) for label, count in sums.items())


def _label(period: Period, local: datetime) -> str:
    if period.step == "hour":
        return date_format(local, "j. H:i")
    return date_format(local, "SHORT_DATE_FORMAT")


def _kinds(counts: list[tuple[str, int]]) -> list[Count]:
    shown = [Count(name or str(_("not recognised")), count) for name, count in counts[:MOST_KINDS]]
    rest = sum(count for _name, count in counts[MOST_KINDS:])
    return [*shown, Count(str(_("others")), rest)] if rest else shown
