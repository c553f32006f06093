"""A consultation with its people, planned around one afternoon."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.test import Client

from videoberatung.appointments.models import Appointment, Participant
from videoberatung.practices.models import Membership
from videoberatung.practices.tests.factories import make_member

# A Tuesday, 14:30 to 15:00 in Berlin.
START = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
END = START + timedelta(minutes=30)


def make_appointment(moderator: Membership | None = None, **more: object) -> Appointment:
    moderator = moderator or make_member()
    facts: dict[str, object] = {
        "practice": moderator.practice,
        "moderator": moderator,
        "title": "Kontrolltermin",
        "starts_at": START,
        "ends_at": END,
        "published_at": START - timedelta(days=1),
        "changed_at": START - timedelta(days=1),
        "submission": uuid4(),
    }
    return Appointment.objects.create(**(facts | more))


def make_participant(appointment: Appointment | None = None, **more: object) -> Participant:
    appointment = appointment or make_appointment()
    facts: dict[str, object] = {
        "practice": appointment.practice,
        "appointment": appointment,
        "number": appointment.participants.count() + 1,
        "name": "Erika Muster",
        "email": "erika@example.org",
    }
    return Participant.objects.create(**(facts | more))


def signed_in(member: Membership) -> Client:
    browser = Client()
    browser.force_login(member.user)
    return browser
