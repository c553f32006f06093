"""Who takes part in an appointment that is planned already; in the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.services.inviting import invite
from videoberatung.appointments.services.planning import Invitee, add_participants
from videoberatung.appointments.services.telling import tell_once

WITHDRAWN = "appointments.withdrawn"


@dataclass(frozen=True)
class PeopleChange:
    """Who stays, who is to be invited, and who is to hear that they no longer take part."""

    stayed: list[Participant]
    to_invite: list[Participant]
    removed: list[Participant]


def change_people(
    appointment: Appointment, invitees: Sequence[Invitee], *, now: datetime
) -> list[Participant]:
    """Remove, rename and add, and tell; return those who were invited before and still are."""
    change = give_people(appointment, invitees, now=now)
    tell_once(WITHDRAWN, change.removed)
    invite(change.to_invite, now=now)
    return change.stayed


def give_people(
    appointment: Appointment, invitees: Sequence[Invitee], *, now: datetime
) -> PeopleChange:
    """The same without telling anybody."""
    known = {one.id: one for one in appointment.participants.taking_part()}
    stayed: list[Participant] = []
    new: list[tuple[int, Invitee]] = []
    to_invite: list[Participant] = []
    free = count(max((one.number for one in known.values()), default=0) + 1)
    for invitee in invitees:
        participant = known.get(invitee.participant) if invitee.participant else None
        if participant is None:
            new.append((next(free), invitee))
        elif is_other_person(participant, invitee.email):
            new.append((participant.number, invitee))
        else:
            if participant.email != invitee.email:
                to_invite.append(participant)
            participant.name, participant.language = invitee.name, invitee.language
            participant.email = invitee.email
            stayed.append(participant)
    Participant.objects.bulk_update(stayed, ["name", "email", "language"])
    replaced = {number for number, _invitee in new}
    gone = [one for one in known.values() if one not in stayed]
    remove(gone, now=now)
    return PeopleChange(
        stayed=[one for one in stayed if one not in to_invite],
        to_invite=[*to_invite, *add_participants(appointment, new)],
        # Of who is replaced only the address was wrong.
        removed=[one for one in gone if one.number not in replaced],
    )


def is_other_person(participant: Participant, email: str) -> bool:
    """Another address is another person: the old link must not lead to them any more.

    Whoever had none and gets one keeps the link they were given.
    """
    return participant.email not in ("", email)


def remove(participants: Collection[Participant], *, now: datetime) -> None:
    """Their links end at once; names and addresses follow with the others'."""
    for participant in participants:
        participant.link_version = participant.code_digest = None
        participant.removed_at = now
    Participant.objects.bulk_update(participants, ["link_version", "code_digest", "removed_at"])
