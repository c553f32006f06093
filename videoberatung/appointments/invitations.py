"""What became of the invitations to one appointment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from videoberatung.appointments.answers import answer_of
from videoberatung.appointments.models import Answer, Appointment, Participant
from videoberatung.appointments.series_access import way_for
from videoberatung.appointments.services.inviting import INVITATION
from videoberatung.appointments.services.telling import IN_SERIES
from videoberatung.mail.services import Delivery, delivery_of

Delivered = Delivery | Literal["unknown"]


@dataclass(frozen=True)
class Invitation:
    """`link` is empty when nothing is behind it any more.

    `wishes` are the times that would suit this person and have not passed.
    """

    participant: Participant
    delivery: Delivered
    link: str
    answer: Answer | None
    is_for_earlier_time: bool
    wishes: list[datetime]


def deliveries_to(people: Iterable[Participant]) -> dict[UUID, Delivery]:
    """What became of the newest invitation to each, be it to all of a series; one query or two."""
    people = list(people)
    alone = delivery_of(INVITATION, [one.id for one in people])
    persons = {one.id: one.in_series_id for one in people if one.in_series_id}
    of_series = delivery_of(INVITATION + IN_SERIES, persons.values()) if persons else {}
    return alone | {
        row: of_series[person] for row, person in persons.items() if person in of_series
    }


def invitations_of(appointment: Appointment, *, now: datetime) -> list[Invitation]:
    people = list(appointment.participants.all())
    delivery = deliveries_to(people)
    return [
        _invitation(one, appointment, delivery=delivery.get(one.id, "unknown"), now=now)
        for one in people
    ]


def _invitation(
    participant: Participant, appointment: Appointment, *, delivery: Delivered, now: datetime
) -> Invitation:
    answer = answer_of(participant)
    return Invitation(
        participant=participant,
        delivery=delivery,
        link=way_for(participant),
        answer=answer,
        is_for_earlier_time=answer is not None and answer.starts_at != appointment.starts_at,
        wishes=[wish for wish in answer.wished_starts if wish > now] if answer else [],
    )
