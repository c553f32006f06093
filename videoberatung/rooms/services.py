"""Who gets which ticket, and when a session follows another one.

What a ticket may do is enforced by signalling.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.services import note_session_ended, open_again
from videoberatung.base.errors import RefusedError
from videoberatung.practices.models import Membership
from videoberatung.rooms import live_keys
from videoberatung.signalling.tickets import ENTER_SECONDS, Ticket, sign

log = structlog.get_logger()

TICKET_LIFE = timedelta(seconds=ENTER_SECONDS)
Role = Literal["moderator", "participant"]


def ticket_for_participant(participant: Participant, *, browser: str, now: datetime) -> str:
    """A minute's right to knock at the waiting room.

    Raises RefusedError with the state of the door where it is not open: `too_early`, `ended`,
    `over`, `cancelled`. The participant must have a living link.
    """
    appointment = participant.appointment
    state = appointment.door_state(now)
    if state != "open":
        raise RefusedError(state)
    access = live_keys.participant_access(participant.id, participant.link_version or 0)
    log.info("ticket_issued", role="participant", appointment=str(appointment.id))
    return _sign(_enter_ticket(appointment, access, "participant", browser=browser, now=now))


def ticket_for_moderator(
    appointment: Appointment, *, by: Membership, browser: str, now: datetime
) -> str:
    """A minute's right to enter as the one who holds the consultation, also before its time.

    Raises RefusedError: `ended`, `over`, `cancelled`. That this member may hold it is
    decided before (`may_hold` in practices/roles.py).
    """
    state = appointment.door_state(now)
    if state in ("ended", "over", "cancelled"):
        raise RefusedError(state)
    access = live_keys.member_access(by.id)
    log.info("ticket_issued", role="moderator", appointment=str(appointment.id))
    return _sign(_enter_ticket(appointment, access, "moderator", browser=browser, now=now))


def ticket_for_lobby(
    rooms: Iterable[UUID] | None, *, by: Membership, browser: str, now: datetime
) -> str:
    """A minute's right to see who waits in these appointments; None is the whole practice."""
    return _sign(
        Ticket(
            kind="watch",
            practice=live_keys.practice_key(by.practice_id),
            access=live_keys.member_access(by.id),
            rooms=None if rooms is None else tuple(live_keys.room_key(room) for room in rooms),
            since=by.changed_at.timestamp(),
            browser=live_keys.browser_key(browser),
            expires_at=(now + TICKET_LIFE).timestamp(),
        )
    )


@transaction.atomic
def follow_session(appointment: Appointment, number: int, *, by: User, now: datetime) -> None:
    """Open again after session `number`, however it ended; a second time does nothing.

    A session that ended because everybody had gone is known to signalling alone, so the end
    is noted here first. Raises RefusedError("cancelled") or RefusedError("over").
    """
    if appointment.session_number != number:
        return
    note_session_ended(appointment, now=now)
    open_again(appointment, by=by, now=now)


def _enter_ticket(
    appointment: Appointment, access: str, role: Role, *, browser: str, now: datetime
) -> Ticket:
    session = live_keys.session_key(appointment.id, appointment.session_number)
    browser = live_keys.browser_key(browser)
    return Ticket(
        kind="enter",
        practice=live_keys.practice_key(appointment.practice_id),
        room=live_keys.room_key(appointment.id),
        session=session,
        peer=live_keys.peer_key(session, access, browser),
        access=access,
        role=role,
        browser=browser,
        ends_at=appointment.ends_at.timestamp(),
        expires_at=(now + TICKET_LIFE).timestamp(),
    )


def _sign(ticket: Ticket) -> str:
    return sign(ticket, key=settings.SIGNALLING_KEY)
