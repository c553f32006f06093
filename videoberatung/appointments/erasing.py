"""What becomes of appointments when a person or a practice goes.

Called within the caller's transaction.
"""

from datetime import datetime

from django.db.models.functions import Lower

from videoberatung.appointments.models import (
    Answer,
    Appointment,
    AppointmentQuerySet,
    CalendarFeed,
    Participant,
    Series,
    SeriesParticipant,
)
from videoberatung.appointments.services.calling_off import cancel_appointments
from videoberatung.privacy.holdings import Subject


def holds_some(person: Subject) -> bool:
    return Appointment.objects.filter(moderator__user=person.id).exists()


def forget_as_participant(person: Subject, now: datetime) -> None:
    """In what is over. Where the person is still expected the invitation stands."""
    lower = Participant.objects.alias(lower=Lower("email"))
    of_the_past = lower.filter(lower__in=person.addresses).expected_no_more(now)
    Answer.objects.filter(participant__in=of_the_past.values("id")).delete()
    of_the_past.forget()
    forget_series_participants(now)


def call_off_what_they_hold(person: Subject, now: datetime) -> None:
    _call_off(Appointment.objects.filter(moderator__user=person.id), now)


def call_off_what_is_planned(practice: Subject, now: datetime) -> None:
    """The participants are told; with what is over goes everything at once."""
    appointments = Appointment.objects.filter(practice=practice.id)
    appointments.filter(ends_at__lte=now).delete()
    _call_off(appointments, now)


def delete_the_calendar(practice: Subject, _now: datetime) -> None:
    Appointment.objects.filter(practice=practice.id).delete()
    Series.objects.filter(practice=practice.id).delete()


def forget_series_participants(_now: datetime) -> int:
    """With the last appointment that knows them their link goes, too; how many."""
    return SeriesParticipant.objects.expected_no_more().delete()[0]


def delete_empty_series(_now: datetime) -> int:
    """Whose last appointment has been deleted; how many."""
    return Series.objects.without_appointments().delete()[0]


def has_feeds(person: Subject) -> bool:
    return CalendarFeed.objects.filter(user=person.id).exists()


def close_feeds_of_person(person: Subject, _now: datetime) -> None:
    CalendarFeed.objects.filter(user=person.id).delete()


def close_feeds_of_practice(practice: Subject, _now: datetime) -> None:
    CalendarFeed.objects.filter(membership__practice=practice.id).delete()


def _call_off(appointments: AppointmentQuerySet, now: datetime) -> None:
    cancel_appointments(appointments, by=None, now=now)
