from datetime import timedelta

from django.utils.translation import gettext_noop

from videoberatung.booking import erasing
from videoberatung.booking.models import (
    BookableService,
    Booking,
    BookingPage,
    DayException,
    Hold,
    Offer,
    WaitingEntry,
    WorkingHours,
)
from videoberatung.privacy.disclosure import Disclosure, register_disclosure
from videoberatung.privacy.holdings import Holding, register_holding, register_practice_holding
from videoberatung.privacy.inventory import declare, declare_impersonal

_CONTRACT = "Art. 6(1)(b) GDPR, Art. 9(2)(h) GDPR"

# After the confirmation both are empty: they belong to the participant.
declare(
    Booking,
    "name",
    "email",
    "language",
    purpose=gettext_noop("Keep a time until its booking is confirmed by mail"),
    basis=_CONTRACT,
    retention=timedelta(0),
    counted_from="confirm_until",
    erased_by=erasing.delete_unconfirmed,
    receivers=("practice", "mail"),
    responsible="practice",
)
declare(
    WaitingEntry,
    "name",
    "email",
    "language",
    "weekdays",
    "part_of_day",
    purpose=gettext_noop("Offer times that get free to those who wait for one"),
    basis=_CONTRACT,
    retention=timedelta(0),
    counted_from="expires_at",
    erased_by="delete",
    receivers=("practice", "mail"),
    responsible="practice",
)
declare(
    WorkingHours,
    "provider",
    purpose=gettext_noop("Know when clients can book with whom"),
    basis="Art. 6(1)(b) GDPR",
    retention=gettext_noop("until the provider or the practice changes them"),
    receivers=("practice",),
    responsible="practice",
)
declare(
    DayException,
    "provider",
    purpose=gettext_noop("Know when clients can book with whom"),
    basis="Art. 6(1)(b) GDPR",
    retention=timedelta(days=1),
    counted_from="last_day",
    erased_by=erasing.delete_past_exceptions,
    receivers=("practice",),
    responsible="practice",
)
declare_impersonal(BookingPage, "slug")
declare_impersonal(BookableService, "name", "words")

register_holding(
    Holding(
        models=(WaitingEntry, Booking, Offer),
        msgid=gettext_noop("Your places on waiting lists, and bookings you have not confirmed."),
        erase=erasing.forget_who_waits,
        concerns=erasing.waits_somewhere,
    )
)
register_practice_holding(
    Holding(
        models=(
            BookingPage,
            BookableService,
            WorkingHours,
            DayException,
            Hold,
            Booking,
            WaitingEntry,
            Offer,
        ),
        msgid=gettext_noop("Online booking: the public page, hours, services and waiting list."),
        erase=erasing.close_the_page,
        erase_rest=erasing.delete_what_was_booked,
    )
)

register_disclosure(
    Disclosure(
        Booking,
        gettext_noop("Bookings you have not confirmed"),
        rows=lambda person: erasing.open_bookings_of(person).select_related("practice", "service"),
        facts={
            "practice__name": gettext_noop("Practice"),
            "service__name": gettext_noop("Service"),
            "starts_at": gettext_noop("Start"),
            "name": gettext_noop("Name"),
            "email": gettext_noop("E-mail address"),
            "language": gettext_noop("Language"),
        },
    )
)
register_disclosure(
    Disclosure(
        WaitingEntry,
        gettext_noop("Waiting lists you are on"),
        rows=lambda person: erasing.entries_of(person).select_related("practice", "service"),
        facts={
            "practice__name": gettext_noop("Practice"),
            "service__name": gettext_noop("Service"),
            "name": gettext_noop("Name"),
            "email": gettext_noop("E-mail address"),
            "language": gettext_noop("Language"),
            "weekdays": gettext_noop("Weekdays"),
            "part_of_day": gettext_noop("Time of day"),
            "joined_at": gettext_noop("Since"),
        },
    )
)
register_disclosure(
    Disclosure(
        WorkingHours,
        gettext_noop("When clients can book with you"),
        rows=lambda person: WorkingHours.objects.filter(provider__user=person.id),
        facts={
            "weekday": gettext_noop("Weekdays"),
            "opens": gettext_noop("From"),
            "closes": gettext_noop("Until"),
        },
        withheld=frozenset({"provider"}),
    )
)
register_disclosure(
    Disclosure(
        DayException,
        gettext_noop("Days on which your hours differ"),
        rows=lambda person: DayException.objects.filter(provider__user=person.id),
        facts={
            "first_day": gettext_noop("First day"),
            "last_day": gettext_noop("Last day"),
            "opens": gettext_noop("From"),
            "closes": gettext_noop("Until"),
        },
        withheld=frozenset({"provider"}),
    )
)
