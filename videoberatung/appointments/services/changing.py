from collections.abc import Sequence
from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.rules import (
    check_is_alive,
    check_moderator,
    check_move,
    check_people,
    check_span,
)
from videoberatung.appointments.services.people import change_people
from videoberatung.appointments.services.planning import Plan
from videoberatung.appointments.services.telling import tell_once
from videoberatung.trail.services import record

log = structlog.get_logger()

CHANGED = "appointments.changed"


@transaction.atomic
def change_appointment(
    appointment: Appointment, plan: Plan, *, by: User | None, now: datetime
) -> Appointment:
    """Bring the appointment to what `plan` says and tell everybody whom it concerns.

    `by` None: a client moved it without an account.

    Links go on working and live until the new end. Raises RefusedError (rules.py); also
    "already_started" when the start of a running appointment is moved.
    """
    if plan.moderator.practice_id != appointment.practice_id:
        raise ValueError("the moderator belongs to another practice")
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    check_is_alive(appointment.door_state(now))
    check_moderator(plan.moderator)
    check_span(plan.starts_at, plan.ends_at)
    check_people(len(plan.invitees), most=appointment.most_people)
    check_move(appointment.starts_at, plan.starts_at, plan.ends_at, now=now)

    is_news = give_plan(appointment, plan, now=now)
    stayed = change_people(appointment, plan.invitees, now=now)
    if is_news:
        tell_of_change(stayed, now=now)
    announce(appointment)
    record(
        "appointment.changed",
        practice=appointment.practice_id,
        actor=by.id if by else None,
        subject=appointment.id,
    )
    log.info("appointment_changed", appointment=str(appointment.id))
    return appointment


def give_time(
    appointment: Appointment, starts_at: datetime, ends_at: datetime, *, now: datetime
) -> None:
    """Without saving it."""
    if starts_at != appointment.starts_at and appointment.is_session_ended:
        # Ended before its time and then moved: the new time begins afresh.
        appointment.session_number += 1
    if (starts_at, ends_at) != (appointment.starts_at, appointment.ends_at):
        appointment.sequence += 1
    appointment.starts_at, appointment.ends_at = starts_at, ends_at
    appointment.changed_at = now


def give_plan(appointment: Appointment, plan: Plan, *, now: datetime) -> bool:
    """All of it but the people. Whether it is another time or moderator, of which they hear."""
    sequence = appointment.sequence
    give_time(appointment, plan.starts_at, plan.ends_at, now=now)
    if plan.moderator.id != appointment.moderator_id:
        appointment.sequence = sequence + 1
    appointment.title = plan.title
    appointment.moderator = plan.moderator
    appointment.save()
    return appointment.sequence > sequence


def tell_of_change(participants: Sequence[Participant], *, now: datetime) -> None:
    """By mail, in the caller's transaction."""
    for participant in participants:
        participant.told_at = now
    tell_once(CHANGED, participants)
    Participant.objects.bulk_update(participants, ["told_at"])
