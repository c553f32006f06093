"""Reminders follow from the appointments as they are: nothing is scheduled that could be wrong.

A reminder is due when one of the practice's lead times has passed since the person was last told
of the time. So who was invited or told of a move after that moment gets none, and one mail stands
for lead times that passed together.
"""

from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.appointments.models import Participant
from videoberatung.mail.services import queue_mail
from videoberatung.practices.models import Practice

log = structlog.get_logger()

REMINDER = "appointments.reminder"
MOST_AT_ONCE = 500


def remind_participants(now: datetime) -> int:
    """Queue what is due; how many.

    One query, one more for each choice of lead times that practices have made, and a few for
    each mail.
    """
    queued = 0
    choices = Practice.objects.exclude(reminders=[]).values_list("reminders", flat=True).distinct()
    for lead_minutes in choices:
        for participant in Participant.objects.to_be_reminded(lead_minutes, now)[:MOST_AT_ONCE]:
            queued += remind(participant, now=now)
    if queued:
        log.info("reminders_queued", count=queued)
    return queued


@transaction.atomic
def remind(participant: Participant, *, now: datetime) -> bool:
    """False if another worker was faster, or a change has told them meanwhile."""
    starts_at = participant.appointment.starts_at
    unchanged = Participant.objects.filter(id=participant.id, told_at=participant.told_at)
    if unchanged.update(told_at=now, reminded_for=starts_at) == 0:
        return False
    queue_mail(REMINDER, participant.id, until=starts_at)
    return True
