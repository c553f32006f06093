"""The free times of a service, read from the database; what is free is reckoned in slots.py."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from videoberatung.appointments.models import Appointment
from videoberatung.booking.models import (
    BookableService,
    Booking,
    DayException,
    Hold,
    WorkingHours,
)
from videoberatung.booking.slots import (
    Calendar,
    Clock,
    Days,
    Hours,
    Span,
    is_clear,
    may_begin,
    slots_on,
)
from videoberatung.practices.models import Membership

_ONE_DAY = timedelta(days=1)


class Slot(NamedTuple):
    """A time that can be booked, and with whom."""

    starts_at: datetime
    provider: Membership


class Day(NamedTuple):
    date: date
    slots: list[Slot]


@dataclass(frozen=True)
class Mine:
    """What is not in the way of whoever asks: their own hold, the appointment they move."""

    holds: tuple[UUID, ...] = ()
    appointments: tuple[UUID, ...] = ()


NOTHING = Mine()


@dataclass(frozen=True)
class Availability:
    """Of one service with the providers in question, as it was when it was read."""

    service: BookableService
    calendars: dict[UUID, Calendar]
    providers: Sequence[Membership]
    zone: ZoneInfo
    now: datetime

    def on(self, day: date) -> list[Slot]:
        """In order of time; of several who are free at once the one with the emptiest day."""
        chosen: dict[datetime, Membership] = {}
        for provider in self.emptiest_first(day):
            calendar = self.calendars[provider.id]
            for start in slots_on(day, calendar, self.service.rules, now=self.now):
                chosen.setdefault(start, provider)
        return [Slot(start, chosen[start]) for start in sorted(chosen)]

    def days_from(self, first: date) -> Iterator[Day]:
        """Those with free slots, up to the horizon; each is reckoned when it is asked for."""
        day = max(first, self.today)
        while day <= self.last_day:
            if slots := self.on(day):
                yield Day(day, slots)
            day += _ONE_DAY

    def first_slot(self) -> Slot | None:
        return next((day.slots[0] for day in self.days_from(self.today)), None)

    def all_slots(self) -> Iterator[Slot]:
        for day in self.days_from(self.today):
            yield from day.slots

    def may_begin(self, starts_at: datetime, provider: Membership) -> bool:
        calendar = self.calendars.get(provider.id)
        return calendar is not None and may_begin(
            starts_at, calendar, self.service.rules, now=self.now
        )

    def is_clear(self, starts_at: datetime, provider: Membership) -> bool:
        """For what was promised: only what is planned by now is in the way."""
        calendar = self.calendars.get(provider.id)
        return calendar is not None and is_clear(starts_at, calendar, self.service.rules)

    def emptiest_first(self, day: date) -> list[Membership]:
        """So that colleagues get their share."""
        return sorted(self.providers, key=lambda one: _planned_on(self.calendars[one.id], day))

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def last_day(self) -> date:
        return self.today + timedelta(days=self.service.horizon_days)


def availability_of(
    service: BookableService,
    providers: Sequence[Membership],
    *,
    now: datetime,
    mine: Mine = NOTHING,
) -> Availability:
    """Five queries for any number of providers and days.

    `providers`: those in question; who does not offer the service now is left out.
    """
    zone = service.practice.zone
    offering = {one.id for one in service.providers_now()} if service.is_active else set()
    asked = [one for one in providers if one.id in offering]
    ids = [one.id for one in asked]
    until = now + timedelta(days=service.horizon_days + 2)
    hours, busy = _hours_of(service.practice_id, ids), _busy_of(ids, mine, now=now, until=until)
    booked = _booked_of(service, ids, mine, zone=zone, now=now)
    calendars = {one: Calendar(hours[one], busy[one], booked[one], zone) for one in ids}
    return Availability(service, calendars, asked, zone, now)


def _hours_of(practice: UUID, providers: Sequence[UUID]) -> dict[UUID, Hours]:
    weekly: dict[UUID, dict[int, list[Clock]]] = defaultdict(lambda: defaultdict(list))
    for row in WorkingHours.objects.filter(provider__in=providers):
        weekly[row.provider_id][row.weekday].append(Clock(row.opens, row.closes))
    for_everybody = Q(practice=practice, provider=None)
    exceptions = list(DayException.objects.filter(for_everybody | Q(provider__in=providers)))
    return {one: _with_exceptions(weekly[one], one, exceptions) for one in providers}


def _with_exceptions(
    weekly: dict[int, list[Clock]], provider: UUID, exceptions: Iterable[DayException]
) -> Hours:
    closed: list[Days] = []
    extra: list[tuple[Days, Clock]] = []
    for row in exceptions:
        days = Days(row.first_day, row.last_day)
        if row.provider_id not in (provider, None):
            continue
        if row.opens is None or row.closes is None:
            closed.append(days)
        else:
            extra.append((days, Clock(row.opens, row.closes)))
    return Hours(weekly, closed, extra)


def _busy_of(
    providers: Sequence[UUID], mine: Mine, *, now: datetime, until: datetime
) -> dict[UUID, list[Span]]:
    """What is planned, and what is held for somebody; with the buffers of what was booked."""
    busy: dict[UUID, list[Span]] = defaultdict(list)
    buffers = ("service__minutes_before", "service__minutes_after")
    # Buffers reach beyond the appointment they belong to.
    since = now - _ONE_DAY
    soon = Appointment.objects.filter(ends_at__gt=since, starts_at__lt=until, cancelled_at=None)
    planned = soon.exclude(id__in=mine.appointments)
    held = Hold.objects.living(now).filter(provider__in=providers).exclude(id__in=mine.holds)
    span = ("starts_at", "ends_at", *(f"booking__{name}" for name in buffers))
    rows = [
        *planned.filter(moderator__in=providers).values_list("moderator_id", *span),
        *planned.filter(further_moderators__in=providers).values_list("further_moderators", *span),
        *held.values_list("provider_id", "starts_at", "ends_at", *buffers),
    ]
    for provider, start, end, before, after in rows:
        free_before, free_after = (timedelta(minutes=minutes or 0) for minutes in (before, after))
        busy[provider].append(Span(start - free_before, end + free_after))
    return busy


def _booked_of(
    service: BookableService,
    providers: Sequence[UUID],
    mine: Mine,
    *,
    zone: ZoneInfo,
    now: datetime,
) -> dict[UUID, Counter[date]]:
    """Bookings of this service by provider and day, with those that are being made."""
    counts: dict[UUID, Counter[date]] = defaultdict(Counter)
    booked = Booking.objects.filter(service=service, appointment__cancelled_at=None)
    booked = booked.filter(
        appointment__moderator__in=providers, appointment__ends_at__gt=now - _ONE_DAY
    ).exclude(appointment__in=mine.appointments)
    held = Hold.objects.living(now).filter(service=service, provider__in=providers)
    rows = [
        *booked.values_list("appointment__moderator_id", "appointment__starts_at"),
        *held.exclude(id__in=mine.holds).values_list("provider_id", "starts_at"),
    ]
    for provider, start in rows:
        counts[provider][start.astimezone(zone).date()] += 1
    return counts


def _planned_on(calendar: Calendar, day: date) -> int:
    return sum(span.start.astimezone(calendar.zone).date() == day for span in calendar.busy)
