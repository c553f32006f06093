from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from videoberatung.accounts.models import User
from videoberatung.appointments.models import Appointment
from videoberatung.base.models import BaseModel
from videoberatung.booking.models.page import BookableService
from videoberatung.practices.models import Membership, Practice


class HoldQuerySet(models.QuerySet["Hold"]):
    def living(self, now: datetime) -> Self:
        return self.filter(expires_at__gt=now)

    def expired(self, now: datetime) -> Self:
        return self.filter(expires_at__lte=now)


class Hold(BaseModel):
    """A time kept free for somebody for a while; says nothing of whom.

    While a visitor fills in the form, while the link in their mail waits to be pressed, and
    while somebody on the waiting list thinks about an offer.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="booking_holds")
    service = models.ForeignKey(BookableService, models.CASCADE, related_name="holds")
    provider = models.ForeignKey(Membership, models.CASCADE, related_name="booking_holds")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField(db_index=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            # The rule is wider (no overlap) and kept under a lock (services/holding.py).
            models.UniqueConstraint(fields=["provider", "starts_at"], name="booking_hold_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="booking_hold_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class BookingQuerySet(models.QuerySet["Booking"]):
    def with_surroundings(self) -> Self:
        """With everything a page or a mail about them shows, in one query."""
        practice = "practice__logo"
        related = self.select_related(
            practice, "practice__booking_page", "service", "provider__user", "appointment"
        )
        return related.defer(f"{practice}__content")

    def waiting_for_confirmation(self, now: datetime) -> Self:
        return self.filter(appointment=None, confirm_until__gt=now)

    def ahead_for(self, email: str, now: datetime) -> Self:
        """Booked under this address and still to come."""
        people = Q(appointment__participants__removed_at=None)
        mine = self.alias(address=Lower("appointment__participants__email"))
        ahead = mine.filter(people, address=email.lower(), appointment__cancelled_at=None)
        return ahead.filter(appointment__ends_at__gt=now)


class Booking(BaseModel):
    """What a client asked for, until the link in the mail is pressed; then how an appointment
    came about.

    Name and address stand here only until the appointment has a participant.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="bookings")
    service = models.ForeignKey(BookableService, models.CASCADE, related_name="bookings")
    provider = models.ForeignKey(Membership, models.CASCADE, related_name="bookings")
    starts_at = models.DateTimeField()
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=User.Language, blank=True)
    hold = models.OneToOneField(
        Hold, models.SET_NULL, related_name="booking", null=True, blank=True
    )
    # None: not confirmed yet.
    appointment = models.OneToOneField(
        Appointment, models.CASCADE, related_name="booking", null=True, blank=True
    )
    confirm_until = models.DateTimeField()
    # Part of what the link is made of (links.py).
    link_version = models.PositiveSmallIntegerField(default=1)

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(appointment=None) | Q(name="", email="", hold=None),
                name="booking_forgets_once_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.service.minutes)

    @property
    def is_confirmed(self) -> bool:
        return self.appointment_id is not None
