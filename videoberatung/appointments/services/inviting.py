from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.rules import (
    BETWEEN_INVITATIONS,
    INVITATIONS_PER_HOUR,
    check_is_alive,
)
from videoberatung.appointments.services.telling import tell, tell_of_series
from videoberatung.base.errors import RefusedError
from videoberatung.trail.services import record

INVITATION = "appointments.invitation"


def invite(participants: Sequence[Participant], *, now: datetime) -> None:
    """Queue the invitations of those with an address, in the caller's transaction.

    Raises RefusedError("too_many_invitations") when the practice's mail would look like
    advertising to the mail servers of the world.
    """
    participants = [participant for participant in participants if participant.email]
    if not participants:
        return
    mails = {participant.in_series_id or participant.id for participant in participants}
    check_rate(participants[0].appointment, more=len(mails), now=now)
    for participant in participants:
        participant.invited_at = participant.told_at = now
    _tell(participants)
    Participant.objects.bulk_update(participants, ["invited_at", "told_at"])


def check_rate(appointment: Appointment, *, more: int, now: datetime) -> None:
    """Raises RefusedError("too_many_invitations"); one query."""
    invited = Participant.objects.filter(practice=appointment.practice_id)
    if invited.invitations_since(now - timedelta(hours=1)) + more > INVITATIONS_PER_HOUR:
        raise RefusedError("too_many_invitations")


@transaction.atomic
def invite_again(participant: Participant, *, by: User, now: datetime) -> None:
    """Send the invitation once more, with the same link.

    Raises RefusedError: "removed", "no_address", "cancelled", "over", "invited_just_now",
    "too_many_invitations".
    """
    if participant.removed_at is not None:
        raise RefusedError("removed")
    if not participant.email:
        raise RefusedError("no_address")
    check_is_alive(participant.appointment.door_state(now))
    if participant.invited_at and now - participant.invited_at < BETWEEN_INVITATIONS:
        raise RefusedError("invited_just_now")
    invite(_rows_of(participant, now=now), now=now)
    record(
        "participant.invited_again",
        practice=participant.practice_id,
        actor=by.id,
        subject=participant.id,
    )


def _tell(participants: Sequence[Participant]) -> None:
    """Whoever is invited to a series gets all of it in one mail."""
    rows = sorted(participants, key=lambda one: str(one.in_series_id or ""))
    for person, their in groupby(rows, key=lambda one: one.in_series_id):
        if person is None:
            for participant in their:
                tell(INVITATION, participant)
        else:
            tell_of_series(INVITATION, list(their))


def _rows_of(participant: Participant, *, now: datetime) -> list[Participant]:
    """Theirs alone, or all that is ahead of them in the series."""
    person = participant.in_series
    return [participant] if person is None else list(person.occurrences.taking_part().to_come(now))
