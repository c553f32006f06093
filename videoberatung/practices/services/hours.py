"""When a practice can be reached."""

from collections.abc import Iterable

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.practices.editions import check_edition
from videoberatung.practices.models import OpeningHours, Practice
from videoberatung.practices.opening_hours import Span
from videoberatung.trail.services import record

log = structlog.get_logger()


def hours_of(practice: Practice) -> list[Span]:
    """Through the week, the earlier of a day first. One query."""
    rows = practice.opening_hours.values_list("weekday", "opens", "closes")
    return [Span(*row) for row in rows]


@transaction.atomic
def change_hours(practice: Practice, hours: Iterable[Span], *, seen: str, by: User) -> None:
    """Replace them all. Those that are saved already are saved: nothing is done, nobody refused.

    Raises RefusedError("changed_meanwhile") if others than `seen` are saved by now.
    """
    practice = Practice.objects.select_for_update().get(id=practice.id)
    before, hours = hours_of(practice), sorted(hours)
    if hours == before:
        return
    check_edition(before, seen)
    practice.opening_hours.all().delete()
    open_at(practice, hours)
    record("practice.hours_changed", practice=practice.id, actor=by.id, subject=practice.id)
    log.info("opening_hours_changed", practice=str(practice.id))


def open_at(practice: Practice, hours: Iterable[Span]) -> None:
    """The first hours of a practice."""
    OpeningHours.objects.bulk_create(
        OpeningHours(practice=practice, **span._asdict()) for span in hours
    )
