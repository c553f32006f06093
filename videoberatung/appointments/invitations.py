"""What became of the invitations to one appointment."""

from dataclasses import dataclass
from typing import Literal

from videoberatung.appointments.access import link_for
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.services.inviting import INVITATION
from videoberatung.mail.services import delivery_of


@dataclass(frozen=True)
class Invitation:
    """`link` is empty when nothing is behind it any more."""

    participant: Participant
    delivery: Literal["waiting", "sent", "undelivered", "unknown"]
    link: str


def invitations_of(appointment: Appointment) -> list[Invitation]:
    people = list(appointment.participants.all())
    delivery = delivery_of(INVITATION, [one.id for one in people])
    return [
        Invitation(
            participant=one,
            delivery=delivery.get(one.id, "unknown"),
            link=link_for(one) if one.link_version else "",
        )
        for one in people
    ]
