"""What becomes of appointments when a person or a practice goes.

Called within the caller's transaction.
"""

from datetime import datetime

from django.db.models.functions import Lower

from videoberatung.appointments.models import Appointment, AppointmentQuerySet, Participant
from videoberatung.appointments.services import cancel_appointment
from videoberatung.privacy.holdings import Subject


def holds_some(person: Subject) -> bool:
    return Appointment.objects.filter(moderator__user=person.id).exists()


def forget_as_participant(person: Subject, now: datetime) -> None:
    """In what is over. Where the person is still expected the invitation stands."""
    lower = Participant.objects.alias(lower=Lower("email"))
    of_the_past = lower.filter(lower__in=person.addresses).expected_no_more(now)
    of_the_past.update(name="", email="", language="", link_version=None, code_digest=None)


def call_off_what_they_hold(person: Subject, now: datetime) -> None:
    _call_off(Appointment.objects.filter(moderator__user=person.id), now)


def call_off_what_is_planned(practice: Subject, now: datetime) -> None:
    """The participants are told; with what is over goes everything at once."""
    appointments = Appointment.objects.filter(practice=practice.id)
    appointments.filter(ends_at__lte=now).delete()
    _call_off(appointments, now)


def delete_the_calendar(practice: Subject, _now: datetime) -> None:
    Appointment.objects.filter(practice=practice.id).delete()


def _call_off(appointments: AppointmentQuerySet, now: datetime) -> None:
    for appointment in appointments.upcoming(now):
        cancel_appointment(appointment, by=None, now=now)
