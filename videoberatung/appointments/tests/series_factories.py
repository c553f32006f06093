from datetime import datetime
from uuid import UUID, uuid4

from videoberatung.appointments.models import Appointment, Participant, Series, SeriesParticipant
from videoberatung.appointments.recurrence import Recurrence
from videoberatung.appointments.services import Invitee, Plan, plan_series
from videoberatung.appointments.tests.factories import MONDAY, TUESDAY_10, make_plan
from videoberatung.practices.models import Membership
from videoberatung.practices.tests.factories import make_member

WEEKLY_4 = Recurrence("week", times=4)


def make_series(
    *invitees: Invitee,
    moderator: Membership | None = None,
    recurrence: Recurrence = WEEKLY_4,
    starts_at: datetime = TUESDAY_10,
    minutes: int = 30,
    submission: UUID | None = None,
    now: datetime = MONDAY,
) -> Series:
    """Four Tuesdays at ten with Erika, unless told otherwise; the invitations are queued."""
    moderator = moderator or make_member()
    plan = make_plan(moderator, *invitees, starts_at=starts_at, minutes=minutes)
    return plan_series(
        moderator.practice,
        plan,
        recurrence,
        submission=submission or uuid4(),
        by=moderator.user,
        now=now,
    )


def occurrence(series: Series, position: int) -> Appointment:
    return series.appointments.select_related("practice", "series").get(position=position)


def people_at(series: Series, position: int) -> list[Participant]:
    return list(occurrence(series, position).participants.taking_part())


def only_person(series: Series) -> SeriesParticipant:
    return series.people.get()


def stays(participant: Participant, **more: str) -> Invitee:
    """As the form sends who is invited already."""
    kept = {
        "name": participant.name,
        "email": participant.email,
        "language": participant.language,
    }
    return Invitee(**(kept | more), participant=participant.id)


def plan_of(appointment: Appointment, *invitees: Invitee, **more) -> Plan:
    """The appointment as its form shows it, with what is changed."""
    shown = {
        "title": appointment.title,
        "starts_at": appointment.starts_at,
        "minutes": appointment.minutes,
        "moderator": appointment.moderator,
    }
    people = [stays(one) for one in appointment.participants.taking_part()]
    return Plan(**(shown | more), invitees=list(invitees) or people)
