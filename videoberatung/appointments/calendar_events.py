"""Appointments as the widget of the calendar takes them: a list for JSON.

Moments are instants in UTC; which day and hour that is in the practice the widget works out.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TypedDict
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.window import DoorState
from videoberatung.appointments.words import moderators_in_words
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import may_plan

_ANY = UUID(int=0)
# Six weeks of a month, and the hour by which clocks change.
LONGEST_RANGE = timedelta(days=42, hours=1)


class Event(TypedDict):
    """`people`: who else takes part, in one line. `word`: the state, where it is
    drawn differently. `moveUrl` is empty where it stays where it is."""

    id: str
    title: str
    people: str
    startsAt: str
    endsAt: str
    state: DoorState
    word: str
    isRunning: bool
    url: str
    moveUrl: str


def range_asked(query: QueryDict) -> tuple[datetime, datetime]:
    """`start` and `end` with their distance from UTC. Raises BadRequest."""
    try:
        start, end = (parse_datetime(query.get(name, "")) for name in ("start", "end"))
    except ValueError:
        raise BadRequest from None
    if not start or not end or not start.tzinfo or not end.tzinfo:
        raise BadRequest
    if not timedelta() < end - start <= LONGEST_RANGE:
        raise BadRequest
    return start, end


def events_of(
    appointments: Iterable[Appointment], *, member: Membership, now: datetime
) -> list[Event]:
    """No query beside those of `AppointmentQuerySet.for_calendar`."""
    return [_event(one, member=member, now=now) for one in appointments]


def own_events(participants: Iterable[Participant], *, now: datetime) -> list[Event]:
    """What a person is invited to: who invites instead of a title, which is not theirs to see."""
    return [_own_event(one, now=now) for one in participants]


def _event(appointment: Appointment, *, member: Membership, now: datetime) -> Event:
    state = appointment.door_state(now)
    is_alive = _is_alive(state)
    is_running = is_alive and appointment.starts_at <= now
    may_move = is_alive and may_plan(member, moderator=appointment.moderator)
    names = [one.name for one in appointment.participants.all() if one.name]
    others = [one for one in appointment.moderators if one.id != member.id]
    names += [one.user.display_name for one in others]
    return Event(
        id=str(appointment.id),
        title=appointment.title,
        people=", ".join(names),
        startsAt=_instant(appointment.starts_at),
        endsAt=_instant(appointment.ends_at),
        state=state,
        word=_word(state, is_running=is_running),
        isRunning=is_running,
        url=_address("appointments:detail", appointment.id),
        moveUrl=_address("appointments:move-by-script", appointment.id) if may_move else "",
    )


def _own_event(participant: Participant, *, now: datetime) -> Event:
    appointment = participant.appointment
    state = appointment.door_state(now)
    is_running = _is_alive(state) and appointment.starts_at <= now
    return Event(
        id=str(participant.id),
        title=moderators_in_words(appointment.moderators),
        people=appointment.practice.name,
        startsAt=_instant(appointment.starts_at),
        endsAt=_instant(appointment.ends_at),
        state=state,
        word=_word(state, is_running=is_running),
        isRunning=is_running,
        url=f"{reverse('appointments:mine')}#appointment-{participant.id}",
        moveUrl="",
    )


def _address(name: str, appointment: UUID) -> str:
    return _address_of_any(name).replace(str(_ANY), str(appointment))


@cache
def _address_of_any(name: str) -> str:
    # Looking an address up takes longer than everything else about an event.
    return reverse(name, args=[_ANY])


def _is_alive(state: DoorState) -> bool:
    return state not in ("cancelled", "over")


def _word(state: DoorState, *, is_running: bool) -> str:
    """For the states that are drawn differently; empty for what is simply planned."""
    if state == "cancelled":
        return _("cancelled")
    if state == "ended":
        return _("ended")
    return _("now") if is_running else ""


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
