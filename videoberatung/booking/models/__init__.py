from videoberatung.booking.models.booking import Booking, BookingQuerySet, Hold, HoldQuerySet
from videoberatung.booking.models.page import (
    BookableService,
    BookableServiceQuerySet,
    BookingPage,
    DayException,
    WorkingHours,
)
from videoberatung.booking.models.waiting import (
    Offer,
    OfferQuerySet,
    WaitingEntry,
    WaitingEntryQuerySet,
)

__all__ = [
    "BookableService",
    "BookableServiceQuerySet",
    "Booking",
    "BookingPage",
    "BookingQuerySet",
    "DayException",
    "Hold",
    "HoldQuerySet",
    "Offer",
    "OfferQuerySet",
    "WaitingEntry",
    "WaitingEntryQuerySet",
    "WorkingHours",
]
