"""What became of the invitations to one appointment, and what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from videoberatung.appointments.answers import answer_of
from videoberatung.appointments.models import Answer, Appointment, Participant
from videoberatung.appointments.series_access import way_for
from videoberatung.appointments.services.changing import CHANGED
from videoberatung.appointments.services.inviting import INVITATION
from videoberatung.appointments.services.participation import REPLACED
from videoberatung.appointments.services.reminding import REMINDER
from videoberatung.appointments.services.telling import IN_SERIES
from videoberatung.mail import reasons
from videoberatung.mail.services import Delivery, Outcome, outcomes_of

Delivered = Delivery | Literal["unknown"]
# Of these the newest counts: whoever could be told of a move has been reached.
_KINDS = (INVITATION, REPLACED, CHANGED, REMINDER)
_KINDS_IN_SERIES = (INVITATION + IN_SERIES, CHANGED + IN_SERIES)


@dataclass(frozen=True)
class Invitation:
    """`link` is empty when nothing is behind it any more.

    `reason` says in a sentence why nothing was delivered; it is empty otherwise. `wishes` are
    the times that would suit this person and have not passed.
    """

    participant: Participant
    delivery: Delivered
    link: str
    reason: str
    is_about_address: bool
    answer: Answer | None
    is_for_earlier_time: bool
    wishes: list[datetime]


def outcomes_for(people: Iterable[Participant]) -> dict[UUID, Outcome]:
    """What became of the newest mail to each, be it about all of a series; one query or two."""
    people = list(people)
    outcomes = outcomes_of(_KINDS, [one.id for one in people])
    persons = {one.id: one.in_series_id for one in people if one.in_series_id}
    of_series = outcomes_of(_KINDS_IN_SERIES, persons.values()) if persons else {}
    for row, person in persons.items():
        alone, together = outcomes.get(row), of_series.get(person)
        if together and (alone is None or together.queued_at > alone.queued_at):
            outcomes[row] = together
    return outcomes


def invitations_of(appointment: Appointment, *, now: datetime) -> list[Invitation]:
    people = list(appointment.participants.all())
    outcomes = outcomes_for(people)
    return [_invitation(one, appointment, outcomes.get(one.id), now=now) for one in people]


def invitation_of(participant: Participant, *, now: datetime) -> Invitation:
    outcome = outcomes_for([participant]).get(participant.id)
    return _invitation(participant, participant.appointment, outcome, now=now)


def _invitation(
    participant: Participant, appointment: Appointment, outcome: Outcome | None, *, now: datetime
) -> Invitation:
    answer = answer_of(participant)
    reason = outcome.reason if outcome else ""
    return Invitation(
        participant=participant,
        delivery=outcome.delivery if outcome else "unknown",
        link=way_for(participant),
        reason=reasons.in_words(reason) if reason else "",
        is_about_address=reasons.is_about_address(reason),
        answer=answer,
        is_for_earlier_time=answer is not None and answer.starts_at != appointment.starts_at,
        wishes=[wish for wish in answer.wished_starts if wish > now] if answer else [],
    )
