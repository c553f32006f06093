"""The page on which a time is chosen: one week, one of its days, and what is beyond."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise

from videoberatung.booking.availability import Availability, Day, Slot
from videoberatung.booking.models import BookableService
from videoberatung.practices.models import Membership

NOON = time(12)
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class WeekDay:
    """One of the seven to choose from; `count` of free times."""

    date: date
    name: str | Promise
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Times:
    """`day` None: nothing is free from there on. `earlier` and `later` are the nearest days with
    free times beyond the week; None if there are none."""

    service: BookableService
    chosen: Membership | None
    providers: list[Membership]
    week: list[WeekDay]
    day: Day | None
    earlier: date | None
    later: date | None

    @property
    def parts(self) -> list[list[Slot]]:
        """The day's times before noon and after it; what is empty is left out."""
        slots = self.day.slots if self.day else []
        zone = self.service.practice.zone
        morning = [one for one in slots if one.starts_at.astimezone(zone).time() < NOON]
        return [part for part in (morning, slots[len(morning) :]) if part]

    @property
    def is_morning_first(self) -> bool:
        zone = self.service.practice.zone
        return bool(self.parts) and self.parts[0][0].starts_at.astimezone(zone).time() < NOON


def times_of(availability: Availability, *, chosen: Membership | None, first: date | None) -> Times:
    """The first day with free times from `first` on, else from today; its week around it."""
    found = next(availability.days_from(first or availability.today), None)
    day = found or next(availability.days_from(availability.today), None)
    monday = _monday_of(day.date if day else availability.today)
    before = [one.date for one in _days_before(availability, monday)]
    later = next(availability.days_from(monday + _WEEK), None)
    return Times(
        service=availability.service,
        chosen=chosen,
        providers=availability.service.providers_now(),
        week=_week(availability, monday, day),
        day=day,
        earlier=before[-1] if before else None,
        later=later.date if later else None,
    )


def next_slots(availability: Availability, after: datetime, *, most: int) -> list[Slot]:
    """For who was overtaken: those nearest to the time they wanted, in order of time."""
    slots = sorted(availability.all_slots(), key=lambda slot: abs(slot.starts_at - after))
    return sorted(slots[:most], key=lambda slot: slot.starts_at)


def _days_before(availability: Availability, monday: date) -> list[Day]:
    days: list[Day] = []
    for one in availability.days_from(availability.today):
        if one.date >= monday:
            break
        days.append(one)
    return days


def _week(availability: Availability, monday: date, chosen: Day | None) -> list[WeekDay]:
    days = [monday + timedelta(days=number) for number in range(7)]
    return [
        WeekDay(
            date=day,
            name=WEEKDAYS_ABBR[day.weekday()],
            count=len(availability.on(day)),
            is_chosen=chosen is not None and day == chosen.date,
        )
        for day in days
    ]


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
