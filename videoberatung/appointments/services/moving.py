from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.rules import check_is_alive, check_move, check_span
from videoberatung.appointments.services.changing import give_time, tell_of_change
from videoberatung.trail.services import record

log = structlog.get_logger()


@transaction.atomic
def move_appointment(
    appointment: Appointment, *, starts_at: datetime, ends_at: datetime, by: User, now: datetime
) -> Appointment:
    """Give it another time and nothing else, and tell everybody once.

    To the time it has already: nothing is done, nobody is told. Raises RefusedError (rules.py).
    """
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    check_new_time(appointment, starts_at, ends_at, now=now)
    if (starts_at, ends_at) == (appointment.starts_at, appointment.ends_at):
        return appointment
    give_time(appointment, starts_at, ends_at, now=now)
    appointment.save()
    tell_of_change(list(appointment.participants.taking_part()), now=now)
    announce(appointment)
    record(
        "appointment.moved",
        practice=appointment.practice_id,
        actor=by.id,
        subject=appointment.id,
    )
    log.info("appointment_moved", appointment=str(appointment.id))
    return appointment


def check_new_time(
    appointment: Appointment, starts_at: datetime, ends_at: datetime, *, now: datetime
) -> None:
    """Whether it may be moved there. Raises RefusedError (rules.py)."""
    check_is_alive(appointment.door_state(now))
    check_span(starts_at, ends_at)
    check_move(appointment.starts_at, starts_at, ends_at, now=now)
