"""Made-up appointments of today for the sample practices."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from videoberatung.appointments.services import Invitee, Plan, plan_appointment
from videoberatung.practices.models import Membership
from videoberatung.practices.sample import SampleAccount, create_sample_practices, sample_member

# Minutes from the moment of creation, title, who takes part.
_TODAY = [
    ("linde@example.org", 5, "Kontrolltermin", [("Erika Muster", "erika@example.org")]),
    ("linde@example.org", 60, "Befundbesprechung", [("Bernd Beispiel", "bernd@example.org")]),
    (
        "ahorn@example.org",
        30,
        "Familiengespräch",
        [("Chris Probe", "chris@example.org"), ("Dana Probe", "dana@example.org")],
    ),
    ("weide@example.org", 45, "Beratungsgespräch", [("Farid Muster", "farid@example.org")]),
    ("eiche@example.org", 90, "Pflegeberatung", [("Erika Muster", "erika@example.org")]),
    ("ulme@example.org", 120, "Erstgespräch", [("Gerda Probe", "gerda@example.org")]),
]


@transaction.atomic
def create_sample(now: datetime) -> list[SampleAccount]:
    """Create practices, people and some appointments of today where they are missing.

    Calling it again on the same day changes nothing.
    """
    accounts = create_sample_practices()
    for email, minutes, title, people in _TODAY:
        member = sample_member(email)
        starts_at = _full_minutes(now) + timedelta(minutes=minutes)
        invitees = [Invitee(name=name, email=address) for name, address in people]
        plan = Plan(
            title=title, starts_at=starts_at, minutes=30, moderator=member, invitees=invitees
        )
        plan_appointment(
            member.practice,
            plan,
            submission=uuid5(NAMESPACE_URL, f"{email} {title} {_day(member, now)}"),
            by=member.user,
            now=now,
        )
    return accounts


def _full_minutes(now: datetime) -> datetime:
    """The last full five minutes."""
    return now.replace(minute=now.minute - now.minute % 5, second=0, microsecond=0)


def _day(member: Membership, now: datetime) -> str:
    return now.astimezone(member.practice.zone).date().isoformat()
