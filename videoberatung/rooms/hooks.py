"""What planning, teams and signing out mean for live rooms, told to signalling.

Each message carries the whole state, so one that is lost or repeated does no harm; the worker
says the changes of the last minutes again (`jobs.py` of appointments and practices).
"""

from collections.abc import Iterator
from uuid import UUID

from videoberatung.accounts.session_ends import register_session_end
from videoberatung.appointments.announcements import register_listener
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.rules import MOST_LINKS
from videoberatung.practices import announcements as team
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Action, may
from videoberatung.rooms import live_keys
from videoberatung.signalling.bus import MemberState, RoomChanges, RoomState, publish


def connect() -> None:
    register_listener(tell_change)
    team.register_listener(tell_member)
    register_session_end(tell_session_end)


def tell_change(appointment_id: UUID) -> None:
    """Three queries. An appointment that is deleted has nobody left to tell about."""
    appointment = Appointment.objects.filter(id=appointment_id).first()
    if appointment is not None:
        publish(RoomChanges(rooms=(room_state(appointment),)))


def tell_member(membership_id: UUID) -> None:
    """One query. One that is deleted went with its practice or its person."""
    membership = Membership.objects.with_names().filter(id=membership_id).first()
    if membership is not None:
        publish(RoomChanges(members=(member_state(membership),)))


def tell_session_end(cookie_session: str) -> None:
    publish(RoomChanges(signed_out=(live_keys.browser_key(cookie_session),)))


def room_state(appointment: Appointment) -> RoomState:
    return RoomState(
        practice=live_keys.practice_key(appointment.practice_id),
        room=live_keys.room_key(appointment.id),
        session=live_keys.session_key(appointment.id, appointment.session_number),
        ends_at=appointment.ends_at.timestamp(),
        cancelled=appointment.cancelled_at is not None,
        withdrawn=tuple(
            live_keys.participant_access(participant.id, version)
            for participant in appointment.participants.all()
            for version in _dead_versions(participant)
        ),
        moderators=tuple(live_keys.member_access(one.id) for one in appointment.moderators),
    )


def member_state(membership: Membership) -> MemberState:
    return MemberState(
        practice=live_keys.practice_key(membership.practice_id),
        access=live_keys.member_access(membership.id),
        since=membership.changed_at.timestamp(),
        present=membership.ended_at is None,
        holds=may(membership, Action.HOLD_OWN),
    )


def _dead_versions(participant: Participant) -> Iterator[int]:
    """Links this person had before the present one; all, if there is none."""
    # Without a version it no longer says which ones there were.
    yield from range(1, participant.link_version or MOST_LINKS + 1)
