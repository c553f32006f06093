from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.models import Participant
from videoberatung.appointments.rules import (
    BETWEEN_INVITATIONS,
    INVITATIONS_PER_HOUR,
    check_is_alive,
)
from videoberatung.appointments.services.telling import tell
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
    lately = participants[0].practice.participants.invited_since(now - timedelta(hours=1)).count()
    if lately + len(participants) > INVITATIONS_PER_HOUR:
        raise RefusedError("too_many_invitations")
    for participant in participants:
        participant.invited_at = participant.told_at = now
        tell(INVITATION, participant)
    Participant.objects.bulk_update(participants, ["invited_at", "told_at"])


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
    invite([participant], now=now)
    record(
        "participant.invited_again",
        practice=participant.practice_id,
        actor=by.id,
        subject=participant.id,
    )
