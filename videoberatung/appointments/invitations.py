"""What became of the invitations to one appointment."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.series_access import way_for
from videoberatung.appointments.services.inviting import INVITATION
from videoberatung.appointments.services.telling import IN_SERIES
from videoberatung.mail.services import Delivery, delivery_of


@dataclass(frozen=True)
class Invitation:
    """`link` is empty when nothing is behind it any more."""

    participant: Participant
    delivery: Delivery | Literal["unknown"]
    link: str


def deliveries_to(people: Iterable[Participant]) -> dict[UUID, Delivery]:
    """What became of the newest invitation to each, be it to all of a series; one query or two."""
    people = list(people)
    alone = delivery_of(INVITATION, [one.id for one in people])
    persons = {one.id: one.in_series_id for one in people if one.in_series_id}
    of_series = delivery_of(INVITATION + IN_SERIES, persons.values()) if persons else {}
    return alone | {
        row: of_series[person] for row, person in persons.items() if person in of_series
    }


def invitations_of(appointment: Appointment) -> list[Invitation]:
    people = list(appointment.participants.all())
    delivery = deliveries_to(people)
    return [
        Invitation(
            participant=one,
            delivery=delivery.get(one.id, "unknown"),
            link=way_for(one),
        )
        for one in people
    ]
