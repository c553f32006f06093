from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import Answer, Appointment, Participant
from videoberatung.mail.services import queue_mail
from videoberatung.trail.services import record

log = structlog.get_logger()

FORGOTTEN = "appointments.forgotten"


@transaction.atomic
def forget_participant(participant: Participant, *, now: datetime) -> None:
    """The person wants to be forgotten at once (Art. 17(1) GDPR), and so does not come.

    Name, address, answer, link and code go, of a series those in each of its appointments; who
    holds it hears that there is one person less. A second time changes nothing.
    """
    # Locked before the people in them, as by every other service.
    named = Participant.objects.with_same_link(participant).values("appointment")
    appointments = list(Appointment.objects.select_for_update().filter(id__in=named))
    rows = Participant.objects.with_same_link(participant).still_known()
    ids = list(rows.values_list("id", flat=True))
    if not ids:
        return
    Answer.objects.filter(participant__in=ids).delete()
    people = Participant.objects.filter(id__in=ids)
    people.forget()
    people.update(removed_at=now)
    for appointment in appointments:
        appointment.changed_at = now
        announce(appointment)
    Appointment.objects.bulk_update(appointments, ["changed_at"])
    until = max(appointment.ends_at for appointment in appointments)
    queue_mail(FORGOTTEN, participant.appointment_id, until=until)
    record(
        "participant.forgotten",
        practice=participant.practice_id,
        actor=None,
        subject=participant.id,
    )
    log.info("participant_forgotten", appointment=str(participant.appointment_id))
