from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from django.db import transaction

from videoberatung.appointments.answers import answer_of, is_news, kind_after
from videoberatung.appointments.models import Answer, Appointment, Participant
from videoberatung.appointments.rules import check_can_be_answered, check_wishes
from videoberatung.base.errors import RefusedError
from videoberatung.mail.services import queue_mail
from videoberatung.trail.services import record

log = structlog.get_logger()

ANSWERED = "appointments.answered"
# About one start: enough for every change of mind, too few to flood the practice with mail.
MOST_ANSWERS = 10


@dataclass(frozen=True)
class Reply:
    """`choice` is one of answers.Choice; `about` the start that the person saw."""

    choice: str
    about: datetime
    text: str = ""
    wishes: tuple[datetime, ...] = ()


@transaction.atomic
def answer_invitation(participant: Participant, reply: Reply, *, now: datetime) -> Answer:
    """Keep the newest word of somebody invited, and tell who holds the appointment.

    The same answer again changes nothing. Raises RefusedError: "cancelled", "over",
    "answered_too_late" from the start on, "removed" without a living link, "moved_meanwhile",
    "wish_in_the_past" and "wish_too_far_ahead" (with the number of the wish),
    "answered_too_often".
    """
    # Whoever moves the appointment at this moment comes before or after, never in between.
    appointment = Appointment.objects.select_for_update().get(id=participant.appointment_id)
    check_can_be_answered(appointment.door_state(now), appointment.starts_at, now=now)
    invited = appointment.participants.taking_part().with_living_link()
    person = invited.filter(id=participant.id).first()
    if person is None:
        raise RefusedError("removed")
    if reply.about != appointment.starts_at:
        raise RefusedError("moved_meanwhile")
    check_wishes(reply.wishes, now=now)
    return _keep(person, reply, now=now)


def _keep(person: Participant, reply: Reply, *, now: datetime) -> Answer:
    before = answer_of(person)
    earlier = before if before is not None and before.starts_at == reply.about else None
    kind = kind_after(earlier.kind if earlier else None, reply.choice)
    said = {
        "kind": kind,
        "text": reply.text,
        "wishes": [wish.astimezone(UTC).isoformat() for wish in reply.wishes],
    }
    if earlier and said == {name: getattr(earlier, name) for name in said}:
        return earlier
    times = earlier.times + 1 if earlier else 1
    if times > MOST_ANSWERS:
        raise RefusedError("answered_too_often")
    when = {"starts_at": reply.about, "given_at": now, "times": times}
    answer, _is_new = Answer.objects.update_or_create(
        participant=person, defaults={**said, **when, "practice_id": person.practice_id}
    )
    if (
        is_news(earlier.kind if earlier else None, kind)
        and person.appointment.practice.mails_answers
    ):
        queue_mail(ANSWERED, person.id, until=person.appointment.ends_at)
    record("participant.answered", practice=person.practice_id, actor=None, subject=person.id)
    log.info("invitation_answered", appointment=str(person.appointment_id))
    return answer
