"""Appointments as a calendar shows them to one member."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.utils import timezone

from videoberatung.appointments.answers import Answers, count_answers
from videoberatung.appointments.invitations import outcomes_for
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.origins import origins_of
from videoberatung.appointments.words import moderators_in_words
from videoberatung.mail.services import Outcome
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import may_hold, may_plan


@dataclass(frozen=True)
class Row:
    appointment: Appointment
    people: list[Participant]
    state: str
    is_alive: bool
    is_running: bool
    # Who else holds it, in words.
    colleagues: str
    may_change: bool
    may_open: bool
    undelivered: int
    # How it came about, in words; empty: planned here.
    origin: str
    # About the present time; none once it is over.
    answers: list[Answers]


@dataclass(frozen=True)
class Day:
    starts_at: datetime
    rows: list[Row]


def rows_of(appointments: Iterable[Appointment], *, member: Membership, now: datetime) -> list[Row]:
    """Two queries beside those of `AppointmentQuerySet.with_people`."""
    listed = [(one, list(one.participants.all())) for one in appointments]
    outcomes = outcomes_for(one for _appointment, people in listed for one in people)
    origins = origins_of(appointment for appointment, _people in listed)
    rows = []
    for appointment, people in listed:
        state = appointment.door_state(now)
        is_alive = state not in ("draft", "cancelled", "over")
        rows.append(
            Row(
                appointment=appointment,
                people=people,
                state=state,
                is_alive=is_alive,
                is_running=is_alive and appointment.starts_at <= now,
                colleagues=_colleagues(appointment, member),
                may_change=is_alive and may_plan(member, moderator=appointment.moderator),
                may_open=is_alive and may_hold(member, appointment.moderators),
                undelivered=_undelivered(people, outcomes) if is_alive else 0,
                origin=origins.get(appointment.id, ""),
                answers=count_answers(people, appointment.starts_at) if is_alive else [],
            )
        )
    return rows


def _colleagues(appointment: Appointment, member: Membership) -> str:
    others = [one for one in appointment.moderators if one.id != member.id]
    return moderators_in_words(others) if others else ""


def days_of(rows: Iterable[Row]) -> list[Day]:
    """Rows that lie in order of time, by the days of the current time zone."""
    by_day = groupby(rows, key=lambda row: timezone.localtime(row.appointment.starts_at).date())
    days = [list(group) for _date, group in by_day]
    return [Day(group[0].appointment.starts_at, group) for group in days]


def _undelivered(people: Iterable[Participant], outcomes: Mapping[UUID, Outcome]) -> int:
    return sum(one.id in outcomes and outcomes[one.id].is_undelivered for one in people)
