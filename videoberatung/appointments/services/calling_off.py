from collections.abc import Collection
from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import Appointment, AppointmentQuerySet, Participant
from videoberatung.appointments.services.telling import tell_once
from videoberatung.base.errors import RefusedError
from videoberatung.trail.services import record

log = structlog.get_logger()

CANCELLED = "appointments.cancelled"
CANCELLED_BY_CLIENT = "appointments.cancelled_by_client"


@transaction.atomic
def cancel_appointment(
    appointment: Appointment, *, by: User | None, now: datetime, mail: str = CANCELLED
) -> None:
    """Cancel, tell everybody, keep a trace; a second time changes nothing.

    `by` None: nobody pressed a button, the practice or its provider is gone; or a client did it
    without an account, then `mail` is CANCELLED_BY_CLIENT.

    Whoever waits is told at once. Raises RefusedError("over") from the planned end on.
    """
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    if appointment.cancelled_at is not None:
        return
    if now >= appointment.ends_at:
        raise RefusedError("over")
    _cancel([appointment], by=by, now=now, mail=mail)


@transaction.atomic
def cancel_appointments(
    appointments: AppointmentQuerySet, *, by: User | None, now: datetime
) -> int:
    """Cancel those that are neither cancelled nor over; how many.

    Whoever loses several of a series hears of it once.
    """
    planned = list(appointments.upcoming(now).select_for_update(of=("self",)))
    _cancel(planned, by=by, now=now, mail=CANCELLED)
    return len(planned)


def _cancel(
    appointments: Collection[Appointment], *, by: User | None, now: datetime, mail: str
) -> None:
    for appointment in appointments:
        appointment.cancelled_at = appointment.changed_at = now
        appointment.sequence += 1
        appointment.save(update_fields=["cancelled_at", "changed_at", "sequence"])
        announce(appointment)
        record(
            "appointment.cancelled",
            practice=appointment.practice_id,
            actor=by.id if by else None,
            subject=appointment.id,
        )
        log.info("appointment_cancelled", appointment=str(appointment.id))
    people = Participant.objects.taking_part().filter(appointment__in=appointments)
    tell_once(mail, people.select_related("appointment"))
