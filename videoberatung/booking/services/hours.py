"""When a provider can be booked."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError
from videoberatung.booking.models import DayException, WorkingHours
from videoberatung.practices.editions import check_edition
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.opening_hours import Span
from videoberatung.trail.services import record

log = structlog.get_logger()

MOST_EXCEPTIONS = 200


class ExceptionPlan(NamedTuple):
    """Both times None: closed from the first to the last day."""

    first_day: date
    last_day: date
    opens: time | None
    closes: time | None


def working_hours_of(provider: Membership) -> list[Span]:
    """Through the week, the earlier of a day first. One query."""
    rows = provider.working_hours.values_list("weekday", "opens", "closes")
    return [Span(*row) for row in rows]


def exceptions_of(
    practice: Practice, provider: Membership | None, now: datetime
) -> list[DayException]:
    """From today on: those of the provider, or (None) of everybody."""
    today = now.astimezone(practice.zone).date()
    return list(practice.day_exceptions.filter(provider=provider, last_day__gte=today))


@transaction.atomic
def change_working_hours(
    provider: Membership, hours: Iterable[Span], *, seen: str, by: User
) -> None:
    """Replace them all; what is booked stays. Saved already: nothing is done.

    Raises RefusedError("changed_meanwhile") if others than `seen` are saved by now.
    """
    provider = Membership.objects.select_for_update().get(id=provider.id)
    before, hours = working_hours_of(provider), sorted(hours)
    if hours == before:
        return
    check_edition(before, seen)
    provider.working_hours.all().delete()
    WorkingHours.objects.bulk_create(
        WorkingHours(practice_id=provider.practice_id, provider=provider, **span._asdict())
        for span in hours
    )
    _trace(provider.practice_id, by)


@transaction.atomic
def add_exception(
    practice: Practice, provider: Membership | None, plan: ExceptionPlan, *, by: User
) -> None:
    """Twice the same stands there once. Raises RefusedError("too_many_exceptions")."""
    if practice.day_exceptions.filter(Q(provider=provider)).count() >= MOST_EXCEPTIONS:
        raise RefusedError("too_many_exceptions")
    _row, is_new = practice.day_exceptions.get_or_create(provider=provider, **plan._asdict())
    if is_new:
        _trace(practice.id, by)


@transaction.atomic
def remove_exception(exception: DayException, *, by: User) -> None:
    exception.delete()
    _trace(exception.practice_id, by)


def _trace(practice: UUID, by: User) -> None:
    record("booking.hours_changed", practice=practice, actor=by.id, subject=practice)
    log.info("booking_hours_changed", practice=str(practice))
