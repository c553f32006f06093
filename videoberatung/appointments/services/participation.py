"""Who may come: one step for one person, also while the consultation runs."""

from datetime import datetime

from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.codes import digest_for
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.rules import MOST_LINKS, check_is_alive, check_people
from videoberatung.appointments.services.inviting import check_rate, invite
from videoberatung.appointments.services.people import WITHDRAWN, is_other_person, remove
from videoberatung.appointments.services.planning import Invitee, add_participants
from videoberatung.appointments.services.telling import tell
from videoberatung.base.errors import RefusedError
from videoberatung.trail.services import record

REPLACED = "appointments.link_replaced"


@transaction.atomic
def add_person(
    appointment: Appointment, invitee: Invitee, *, by: User, now: datetime
) -> Participant:
    """Invite one more. Raises RefusedError: "cancelled", "over", "too_many_people",
    "too_many_invitations".
    """
    appointment = _alive(appointment, now=now)
    people = list(appointment.participants.taking_part())
    check_people(len(people) + 1, most=appointment.most_people)
    number = max((one.number for one in people), default=0) + 1
    [participant] = add_participants(appointment, [(number, invitee)])
    invite([participant], now=now)
    _record("participant.added", participant, by)
    return participant


@transaction.atomic
def withdraw_invitation(participant: Participant, *, by: User, now: datetime) -> None:
    """Their link and code are dead, waiting room and call close for them, one mail says so.

    Raises RefusedError: "cancelled", "over", "removed", "last_person".
    """
    appointment = _alive(participant.appointment, now=now)
    participant = _taking_part(appointment, participant)
    if appointment.participants.taking_part().count() == 1:
        raise RefusedError("last_person")
    remove([participant], now=now)
    tell(WITHDRAWN, participant)
    _announce(appointment, now=now)
    _record("participant.withdrawn", participant, by)


@transaction.atomic
def replace_link(participant: Participant, *, by: User, now: datetime) -> Participant:
    """A new link and code, by mail where there is an address; the old ones are dead at once.

    Raises RefusedError: "cancelled", "over", "removed", "too_many_links",
    "too_many_invitations".

    Whoever is invited to a series has one link to all of it, and gets a new one to all of it.
    """
    appointment = _alive(participant.appointment, now=now)
    participant = _taking_part(appointment, participant)
    if participant.email:
        check_rate(appointment, more=1, now=now)
        participant.invited_at = participant.told_at = now
        participant.save(update_fields=["invited_at", "told_at"])
    for row in _rows_with_same_link(participant, now=now):
        _raise_version(row)
        _announce(row.appointment, now=now)
    tell(REPLACED, participant)
    participant.refresh_from_db()
    _record("participant.link_replaced", participant, by)
    return participant


@transaction.atomic
def replace_address(
    participant: Participant, email: str, *, by: User, now: datetime
) -> Participant:
    """Invite them under another address; nothing more goes to the earlier one.

    Behind another address is another person: they get a row, a link and a code of their own.
    Whoever had no address keeps link and code. The same address changes nothing. Raises
    RefusedError: "cancelled", "over", "removed", "too_many_invitations".
    """
    appointment = _alive(participant.appointment, now=now)
    participant = _taking_part(appointment, participant)
    if participant.email == email:
        return participant
    if is_other_person(participant, email):
        invitee = Invitee(participant.name, email, participant.language)
        remove([participant], now=now)
        [participant] = add_participants(appointment, [(participant.number, invitee)])
        _announce(appointment, now=now)
    else:
        participant.email = email
        participant.save(update_fields=["email"])
    invite([participant], now=now)
    _record("participant.address_replaced", participant, by)
    return participant


def _rows_with_same_link(participant: Participant, *, now: datetime) -> list[Participant]:
    """Theirs alone, or all that is ahead of them in the series; that link is replaced here."""
    person = participant.in_series
    if person is None:
        return [participant]
    person.link_version += 1
    person.save(update_fields=["link_version"])
    return list(person.occurrences.taking_part().to_come(now))


def _raise_version(participant: Participant) -> None:
    version = (participant.link_version or 0) + 1
    if version > MOST_LINKS:
        raise RefusedError("too_many_links")
    participant.link_version = version
    participant.code_digest = digest_for(participant)
    participant.save(update_fields=["link_version", "code_digest"])


def _alive(appointment: Appointment, *, now: datetime) -> Appointment:
    """Locked, so that two steps at once follow each other."""
    appointment = Appointment.objects.select_for_update().get(id=appointment.id)
    check_is_alive(appointment.door_state(now))
    return appointment


def _taking_part(appointment: Appointment, participant: Participant) -> Participant:
    """As they are now."""
    found = appointment.participants.taking_part().filter(id=participant.id).first()
    if found is None:
        raise RefusedError("removed")
    return found


def _announce(appointment: Appointment, *, now: datetime) -> None:
    appointment.changed_at = now
    appointment.save(update_fields=["changed_at"])
    announce(appointment)


def _record(action: str, participant: Participant, by: User) -> None:
    record(action, practice=participant.practice_id, actor=by.id, subject=participant.id)
