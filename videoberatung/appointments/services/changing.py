from collections.abc import Sequence, Set
from datetime import datetime
from itertools import count

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.rules import (
    check_is_alive,
    check_moderator,
    check_move,
    check_people,
    check_span,
)
from videoberatung.appointments.services.inviting import invite
from videoberatung.appointments.services.planning import Invitee, Plan, add_participants
from videoberatung.mail.services import queue_mail
from videoberatung.trail.services import record

log = structlog.get_logger()

CHANGED = "appointments.changed"
WITHDRAWN = "appointments.withdrawn"


@transaction.atomic
def change_appointment(
    appointment: Appointment, plan: Plan, *, by: User, now: datetime
) -> Appointment:
    """Bring the appointment to what `plan` says and tell everybody whom it concerns.

    Links go on working and live until the new end. Raises RefusedError (rules.py); also
    "already_started" when the start of a running appointment is moved.
    """
    if plan.moderator.practice_id != appointment.practice_id:
        raise ValueError("the moderator belongs to another practice")
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    check_is_alive(appointment.door_state(now))
    check_moderator(plan.moderator)
    check_span(plan.starts_at, plan.ends_at)
    check_people(len(plan.invitees), most=appointment.most_people)
    check_move(appointment.starts_at, plan.starts_at, plan.ends_at, now=now)

    is_other_time = (plan.starts_at, plan.ends_at) != (appointment.starts_at, appointment.ends_at)
    is_other_moderator = plan.moderator.id != appointment.moderator_id
    _apply(appointment, plan, now=now)
    stayed = _change_people(appointment, plan.invitees, now=now)
    if is_other_time or is_other_moderator:
        tell_of_change(stayed, now=now)
    announce(appointment)
    record(
        "appointment.changed",
        practice=appointment.practice_id,
        actor=by.id,
        subject=appointment.id,
    )
    log.info("appointment_changed", appointment=str(appointment.id))
    return appointment


def give_time(
    appointment: Appointment, starts_at: datetime, ends_at: datetime, *, now: datetime
) -> None:
    """Without saving it."""
    if starts_at != appointment.starts_at and appointment.is_session_ended:
        # Ended before its time and then moved: the new time begins afresh.
        appointment.session_number += 1
    if (starts_at, ends_at) != (appointment.starts_at, appointment.ends_at):
        appointment.sequence += 1
    appointment.starts_at, appointment.ends_at = starts_at, ends_at
    appointment.changed_at = now


def tell_of_change(participants: Sequence[Participant], *, now: datetime) -> None:
    """By mail, in the caller's transaction."""
    for participant in participants:
        participant.told_at = now
        queue_mail(CHANGED, participant.id, until=participant.appointment.ends_at)
    Participant.objects.bulk_update(participants, ["told_at"])


def _apply(appointment: Appointment, plan: Plan, *, now: datetime) -> None:
    sequence = appointment.sequence
    give_time(appointment, plan.starts_at, plan.ends_at, now=now)
    if plan.moderator.id != appointment.moderator_id:
        appointment.sequence = sequence + 1
    appointment.title = plan.title
    appointment.moderator = plan.moderator
    appointment.save()


def _change_people(
    appointment: Appointment, invitees: Sequence[Invitee], *, now: datetime
) -> list[Participant]:
    """Remove, rename and add; return those who were invited before and still are."""
    known = {one.id: one for one in appointment.participants.taking_part()}
    stayed: list[Participant] = []
    new: list[tuple[int, Invitee]] = []
    free = count(max((one.number for one in known.values()), default=0) + 1)
    for invitee in invitees:
        participant = known.get(invitee.participant) if invitee.participant else None
        if participant is None:
            new.append((next(free), invitee))
        elif participant.email != invitee.email:
            # Another address is another person: the old link must not lead to them any more.
            new.append((participant.number, invitee))
        else:
            participant.name, participant.language = invitee.name, invitee.language
            stayed.append(participant)
    Participant.objects.bulk_update(stayed, ["name", "language"])
    _remove(
        [one for one in known.values() if one not in stayed],
        replaced={number for number, _invitee in new},
        now=now,
    )
    invite(add_participants(appointment, new), now=now)
    return stayed


def _remove(participants: Sequence[Participant], *, replaced: Set[int], now: datetime) -> None:
    """Their links end; names and addresses follow with those of the others.

    Nothing is sent to an address that was corrected: it was somebody else's.
    """
    for participant in participants:
        participant.link_version, participant.removed_at = None, now
        if participant.number not in replaced:
            queue_mail(WITHDRAWN, participant.id, until=participant.appointment.ends_at)
    Participant.objects.bulk_update(participants, ["link_version", "removed_at"])
