from collections.abc import Sequence
from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.rules import (
    check_belong,
    check_is_alive,
    check_moderators,
    check_move,
    check_people,
    check_span,
)
from videoberatung.appointments.services.moderating import CHANGED as CHANGED
from videoberatung.appointments.services.moderating import give_moderators
from videoberatung.appointments.services.people import change_people
from videoberatung.appointments.services.planning import Plan
from videoberatung.appointments.services.telling import tell_once
from videoberatung.trail.services import record

log = structlog.get_logger()


@transaction.atomic
def change_appointment(
    appointment: Appointment, plan: Plan, *, by: User | None, now: datetime
) -> Appointment:
    """Bring the appointment to what `plan` says and tell everybody whom it concerns.

    `by` None: a client moved it without an account.

    Links go on working and live until the new end. Raises RefusedError (rules.py); also
    "already_started" when the start of a running appointment is moved.
    """
    check_belong(plan.moderators, appointment.practice_id)
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    check_is_alive(appointment.door_state(now))
    check_moderators(plan.moderators)
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
    """All of it but the people. Whether it is another time, moderator or invitation text, of
    which they hear."""
    sequence = appointment.sequence
    give_time(appointment, plan.starts_at, plan.ends_at, now=now)
    if give_moderators(appointment, plan.moderator, plan.further, now=now):
        appointment.sequence = sequence + 1
    text = appointment.invitation_text
    appointment.title = plan.title
    if plan.note is not None:
        appointment.note = plan.note
    if plan.invitation_text is not None:
        appointment.invitation_text = plan.invitation_text
    appointment.save()
    is_other_text = appointment.invitation_text not in ("", text)
    return appointment.sequence > sequence or is_other_text


def tell_of_change(participants: Sequence[Participant], *, now: datetime) -> None:
    """By mail, in the caller's transaction."""
    for participant in participants:
        participant.told_at = now
    tell_once(CHANGED, participants)
    Participant.objects.bulk_update(participants, ["told_at"])
