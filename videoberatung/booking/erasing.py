"""What becomes of bookings and waiting lists when a person or a practice goes.

Called within the caller's transaction.
"""

from datetime import datetime, timedelta

from django.db.models.functions import Lower

from videoberatung.booking.models import (
    BookableService,
    Booking,
    BookingPage,
    BookingQuerySet,
    DayException,
    Hold,
    WaitingEntry,
    WaitingEntryQuerySet,
    WorkingHours,
)
from videoberatung.privacy.holdings import Subject


def waits_somewhere(person: Subject) -> bool:
    return entries_of(person).exists() or open_bookings_of(person).exists()


def forget_who_waits(person: Subject, _now: datetime) -> None:
    entries_of(person).delete()
    open_bookings_of(person).delete()


def close_the_page(practice: Subject, _now: datetime) -> None:
    """At once: nobody books, or gets an offer, any more."""
    for model in (BookingPage, WaitingEntry, WorkingHours, DayException, Hold):
        model._default_manager.filter(practice=practice.id).delete()
    Booking.objects.filter(practice=practice.id, appointment=None).delete()
    BookableService.objects.filter(practice=practice.id).update(is_active=False)


def delete_what_was_booked(practice: Subject, _now: datetime) -> None:
    Booking.objects.filter(practice=practice.id).delete()
    BookableService.objects.filter(practice=practice.id).delete()


def delete_unconfirmed(now: datetime) -> int:
    """Bookings whose link was not pressed in time; those that were stay with the appointment."""
    return Booking.objects.filter(appointment=None, confirm_until__lte=now).delete()[0]


def delete_past_exceptions(now: datetime) -> int:
    """A day later: wherever the practice is, the day is over."""
    return DayException.objects.filter(last_day__lt=(now - timedelta(days=1)).date()).delete()[0]


def entries_of(person: Subject) -> WaitingEntryQuerySet:
    return WaitingEntry.objects.alias(lower=Lower("email")).filter(lower__in=person.addresses)


def open_bookings_of(person: Subject) -> BookingQuerySet:
    return Booking.objects.alias(lower=Lower("email")).filter(lower__in=person.addresses)
