"""A made-up practice that takes bookings."""

from datetime import datetime, time

from django.db import transaction

from videoberatung.appointments.sample import create_sample as create_appointments
from videoberatung.booking.models import BookableService, BookingPage, WorkingHours
from videoberatung.practices.models import Membership
from videoberatung.practices.sample import SampleAccount, sample_member

SLUG = "lindenplatz"
_SERVICES = [
    ("Erstgespräch", "Wir lernen uns kennen und sprechen über Ihr Anliegen.", 45, ("linde",)),
    ("Kontrolltermin", "Wenn Sie schon bei uns in Behandlung sind.", 20, ("linde", "ahorn")),
    ("Befund besprechen", "Ein Ergebnis liegt vor und Sie haben Fragen dazu.", 30, ("ahorn",)),
]
_HOURS = {
    "linde": [(day, time(8), time(12)) for day in range(5)] + [(1, time(14), time(17))],
    "ahorn": [(day, time(9), time(13)) for day in (0, 2, 4)] + [(3, time(13), time(18))],
}


@transaction.atomic
def create_sample(now: datetime) -> list[SampleAccount]:
    """Practices, people, appointments of today, and what can be booked, where it is missing."""
    accounts = create_appointments(now)
    members = {who: sample_member(f"{who}@example.org") for who in _HOURS}
    practice = members["linde"].practice
    if not BookingPage.objects.filter(practice=practice).exists():
        BookingPage.objects.create(practice=practice, slug=SLUG, is_open=True)
        _open(members)
    return accounts


def _open(members: dict[str, Membership]) -> None:
    practice = members["linde"].practice
    for name, words, minutes, offered_by in _SERVICES:
        service = BookableService.objects.create(
            practice=practice, name=name, words=words, minutes=minutes, notice_hours=3
        )
        service.providers.set([members[who] for who in offered_by])
    WorkingHours.objects.bulk_create(
        WorkingHours(
            practice=practice, provider=members[who], weekday=day, opens=opens, closes=closes
        )
        for who, hours in _HOURS.items()
        for day, opens, closes in hours
    )
