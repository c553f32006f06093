"""What the live session means for the plan."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import CONTACTS_KEPT, Appointment
from videoberatung.appointments.rules import check_is_alive, check_span
from videoberatung.base.errors import RefusedError
from videoberatung.trail.services import record

log = structlog.get_logger()


@transaction.atomic
def extend_appointment(
    appointment: Appointment, *, minutes: int, by: User, now: datetime
) -> Appointment:
    """Move the planned end, and with it the life of the links, by so many minutes.

    An appointment that is just over begins to count from now. Raises
    RefusedError("cancelled"), RefusedError("over") once its links are gone,
    RefusedError("too_long").
    """
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    if appointment.cancelled_at is not None:
        raise RefusedError("cancelled")
    if now >= appointment.ends_at + CONTACTS_KEPT:
        raise RefusedError("over")
    ends_at = max(appointment.ends_at, now) + timedelta(minutes=minutes)
    check_span(appointment.starts_at, ends_at)
    appointment.ends_at, appointment.changed_at = ends_at, now
    appointment.save(update_fields=["ends_at", "changed_at"])
    announce(appointment)
    record(
        "appointment.extended",
        practice=appointment.practice_id,
        actor=by.id,
        subject=appointment.id,
    )
    return appointment


@transaction.atomic
def note_session_ended(appointment: Appointment, *, now: datetime) -> None:
    """The moderator has ended it for all: links lead nowhere until it is opened again."""
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    if appointment.is_session_ended:
        return
    appointment.ended_session, appointment.changed_at = appointment.session_number, now
    appointment.save(update_fields=["ended_session", "changed_at"])
    log.info("session_ended", appointment=str(appointment.id))


@transaction.atomic
def open_again(appointment: Appointment, *, by: User, now: datetime) -> Appointment:
    """Begin a new session of an appointment whose session was ended; else do nothing.

    Raises RefusedError("cancelled") or RefusedError("over").
    """
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    check_is_alive(appointment.door_state(now))
    if not appointment.is_session_ended:
        return appointment
    appointment.session_number += 1
    appointment.changed_at = now
    appointment.save(update_fields=["session_number", "changed_at"])
    announce(appointment)
    record(
        "appointment.opened_again",
        practice=appointment.practice_id,
        actor=by.id,
        subject=appointment.id,
    )
    return appointment
