"""What a person reads about a series: before it is planned, and afterwards."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from videoberatung.appointments.models import Appointment, Series
from videoberatung.appointments.recurrence import Recurrence, rule_of
from videoberatung.appointments.recurrence_words import rule_in_words
from videoberatung.appointments.services.planning import Plan
from videoberatung.appointments.services.repeating import starts_on
from videoberatung.practices.models import Practice


@dataclass(frozen=True)
class PreviewedDay:
    """`note` says what is unusual about it; mostly empty."""

    words: str
    note: str


@dataclass(frozen=True)
class Preview:
    """What would be planned."""

    rule: str
    days: list[PreviewedDay]
    # Comes back with the yes to just these.
    answer: str


def preview_of(
    practice: Practice, plan: Plan, recurrence: Recurrence, days: Sequence[date]
) -> Preview:
    clock = plan.starts_at.astimezone(practice.zone).time()
    starts = starts_on(days, clock, practice.zone)
    facts = [*map(str, starts), str(plan.minutes), str(plan.moderator.id)]
    return Preview(
        rule=rule_in_words(rule_of(recurrence, days), last=days[-1], clock=clock),
        days=[
            _previewed(starts_at, day, plan, practice.zone)
            for starts_at, day in zip(starts, days, strict=True)
        ],
        answer=hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16],
    )


def words_for(series: Series) -> str:
    """ "every Tuesday at 10:00, 4 times, until 29 January 2030"."""
    return rule_in_words(series.rule, last=series.days[-1], clock=series.clock)


def planned_before(appointment: Appointment) -> str:
    """When it was planned at first, if that is another time now; else empty."""
    if appointment.series is None:
        return ""
    planned = appointment.planned_at
    return "" if appointment.starts_at == planned.astimezone(UTC) else _when(planned)


def _previewed(starts_at: datetime, day: date, plan: Plan, zone: ZoneInfo) -> PreviewedDay:
    local = starts_at.astimezone(zone)
    clock = plan.starts_at.astimezone(zone).time()
    is_skipped = (local.date(), local.time()) != (day, clock)
    note = _("The clocks skip %(clock)s on this day: it begins at %(start)s.") % {
        "clock": clock.strftime("%H:%M"),
        "start": local.strftime("%H:%M"),
    }
    return PreviewedDay(words=_day(local), note=note if is_skipped else "")


def _when(moment: datetime) -> str:
    return _("%(day)s, %(start)s") % {
        "day": _day(moment),
        "start": moment.strftime("%H:%M"),
    }


def _day(moment: datetime) -> str:
    # Translators: weekday and date, in the notation of Django's date filter.
    return date_format(moment, _("l, j F Y"))
