from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import (
    Appointment,
    Participant,
    Series,
    SeriesParticipant,
)
from videoberatung.appointments.recurrence import Recurrence, days_of, rule_of
from videoberatung.appointments.rules import (
    check_belong,
    check_days,
    check_moderators,
    check_people,
    check_span,
    check_start,
)
from videoberatung.appointments.services.inviting import invite
from videoberatung.appointments.services.planning import Invitee, Plan, add_participants
from videoberatung.appointments.wall_time import moment_or_later
from videoberatung.practices.models import Practice
from videoberatung.trail.services import record

log = structlog.get_logger()


def days_to_plan(
    practice: Practice, plan: Plan, recurrence: Recurrence, *, now: datetime
) -> list[date]:
    """On which days it would take place, once everything about them is checked.

    Raises RefusedError (rules.py): "too_few_occurrences", "too_many_occurrences" and whatever
    one of them is refused for.
    """
    start = plan.starts_at.astimezone(practice.zone)
    days = days_of(recurrence, start.date())
    check_days(days)
    for starts_at in starts_on(days, start.time(), practice.zone):
        check_start(starts_at, now=now)
    return days


def starts_on(days: Sequence[date], clock: time, zone: ZoneInfo) -> list[datetime]:
    """Where the clocks skip this hour it begins an hour later (wall_time.py)."""
    return [moment_or_later(day, clock, zone) for day in days]


@transaction.atomic
def plan_series(
    practice: Practice,
    plan: Plan,
    recurrence: Recurrence,
    *,
    submission: UUID,
    by: User,
    now: datetime,
) -> Series:
    """Plan every appointment of a series, invite everybody once, keep a trace.

    `plan` is that of the first. The same `submission` a second time returns what the first one
    planned. Raises RefusedError (`days_to_plan`, rules.py).
    """
    check_belong(plan.moderators, practice.id)
    earlier = practice.series.filter(submission=submission).first()
    if earlier is not None:
        return earlier
    check_moderators(plan.moderators)
    check_span(plan.starts_at, plan.ends_at)
    check_people(len(plan.invitees), most=practice.most_people)
    days = days_to_plan(practice, plan, recurrence, now=now)
    series, is_new = practice.series.get_or_create(
        submission=submission,
        defaults={
            "rule": rule_of(recurrence, days),
            "first_on": days[0],
            "time_zone": practice.time_zone,
            "clock": plan.starts_at.astimezone(practice.zone).time(),
            "minutes": plan.minutes,
        },
    )
    if is_new:
        appointments = _add_appointments(series, plan, now=now)
        invite(_add_people(series, appointments, plan.invitees), now=now)
        for appointment in appointments:
            announce(appointment)
        record("series.planned", practice=practice.id, actor=by.id, subject=series.id)
        log.info("series_planned", series=str(series.id), count=len(days))
    return series


def person_of(series: Series, invitee: Invitee, *, since: int) -> Invitee:
    """The same with the tie between their rows in the appointments from there on."""
    person = SeriesParticipant.objects.create(
        practice_id=series.practice_id, series=series, since=since
    )
    return Invitee(invitee.name, invitee.email, invitee.language, in_series=person.id)


def _add_appointments(series: Series, plan: Plan, *, now: datetime) -> list[Appointment]:
    starts = starts_on(series.days, series.clock, series.zone)
    appointments = Appointment.objects.bulk_create(
        Appointment(
            practice=series.practice,
            moderator=plan.moderator,
            title=plan.title,
            note=plan.note or "",
            invitation_text=plan.invitation_text or "",
            starts_at=starts_at,
            ends_at=starts_at + plan.duration,
            published_at=now,
            changed_at=now,
            series=series,
            position=position,
            submission=uuid5(series.submission, str(position)),
        )
        for position, starts_at in enumerate(starts, 1)
    )
    for appointment in appointments:
        appointment.further_moderators.set(plan.moderators[1:])
    return appointments


def _add_people(
    series: Series, appointments: Sequence[Appointment], invitees: Sequence[Invitee]
) -> list[Participant]:
    people = [person_of(series, invitee, since=1) for invitee in invitees]
    return [
        participant
        for appointment in appointments
        for participant in add_participants(appointment, enumerate(people, 1))
    ]
