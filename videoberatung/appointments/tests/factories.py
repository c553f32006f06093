from datetime import UTC, datetime, timedelta
from uuid import uuid4

from videoberatung.appointments.codes import digest_for
from videoberatung.appointments.models import (
    Answer,
    AnswerKind,
    Appointment,
    CalendarFeed,
    Participant,
)
from videoberatung.appointments.services import Invitee, Plan
from videoberatung.appointments.services.feeding import open_feed
from videoberatung.practices.models import Membership
from videoberatung.practices.tests.factories import make_member

# Tuesday, 10 o'clock in Berlin.
TUESDAY_10 = datetime(2030, 1, 8, 9, tzinfo=UTC)
MONDAY = TUESDAY_10 - timedelta(days=1)
ERIKA = Invitee(name="Erika Muster", email="erika@example.org")
BERND = Invitee(name="Bernd Beispiel", email="bernd@example.org")


def make_appointment(
    moderator: Membership | None = None,
    *,
    title: str = "Kontrolltermin",
    starts_at: datetime = TUESDAY_10,
    minutes: int = 30,
    published_at: datetime | None = MONDAY,
    cancelled_at: datetime | None = None,
) -> Appointment:
    """Planned on Monday, without participants."""
    moderator = moderator or make_member()
    return Appointment.objects.create(
        practice=moderator.practice,
        moderator=moderator,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        published_at=published_at,
        cancelled_at=cancelled_at,
        changed_at=MONDAY,
        submission=uuid4(),
    )


def make_participant(
    appointment: Appointment | None = None,
    *,
    name: str = "Erika Muster",
    email: str = "erika@example.org",
    language: str = "de",
    link_version: int | None = 1,
) -> Participant:
    appointment = appointment or make_appointment()
    participant = Participant(
        practice=appointment.practice,
        appointment=appointment,
        number=appointment.participants.taking_part().count() + 1,
        name=name,
        email=email,
        language=language,
        link_version=link_version,
    )
    participant.code_digest = digest_for(participant) if link_version else None
    participant.save()
    return participant


def make_answer(
    participant: Participant,
    kind: str = AnswerKind.OTHER_TIME,
    *,
    text: str = "",
    starts_at: datetime | None = None,
) -> Answer:
    """Given on Monday, about the present start unless told otherwise."""
    return Answer.objects.create(
        practice=participant.practice,
        participant=participant,
        kind=kind,
        text=text,
        starts_at=starts_at or participant.appointment.starts_at,
        given_at=MONDAY,
    )


def make_plan(
    moderator: Membership,
    *invitees: Invitee,
    title: str = "Kontrolltermin",
    starts_at: datetime = TUESDAY_10,
    minutes: int = 30,
) -> Plan:
    return Plan(
        title=title,
        starts_at=starts_at,
        minutes=minutes,
        moderator=moderator,
        invitees=list(invitees) or [ERIKA],
    )


def make_feed(member: Membership, *, shows_titles: bool = True) -> CalendarFeed:
    return open_feed(member.user, member, shows_titles=shows_titles, now=MONDAY)
