from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.services.telling import tell
from videoberatung.base.errors import RefusedError
from videoberatung.trail.services import record

log = structlog.get_logger()

CANCELLED = "appointments.cancelled"


@transaction.atomic
def cancel_appointment(appointment: Appointment, *, by: User | None, now: datetime) -> None:
    """Cancel, tell everybody, keep a trace; a second time changes nothing.

    `by` None: nobody pressed a button, the practice or its provider is gone.

    Whoever waits is told at once. Raises RefusedError("over") from the planned end on.
    """
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    if appointment.cancelled_at is not None:
        return
    if now >= appointment.ends_at:
        raise RefusedError("over")
    appointment.cancelled_at = appointment.changed_at = now
    appointment.sequence += 1
    appointment.save(update_fields=["cancelled_at", "changed_at", "sequence"])
    for participant in appointment.participants.taking_part():
        tell(CANCELLED, participant)
    announce(appointment)
    record(
        "appointment.cancelled",
        practice=appointment.practice_id,
        actor=by.id if by else None,
        subject=appointment.id,
    )
    log.info("appointment_cancelled", appointment=str(appointment.id))
