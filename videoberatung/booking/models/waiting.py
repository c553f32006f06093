from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from videoberatung.accounts.models import User
from videoberatung.base.models import BaseModel
from videoberatung.booking.models.booking import Hold
from videoberatung.booking.models.page import BookableService
from videoberatung.booking.wishes import PartOfDay, Wish, in_words
from videoberatung.practices.models import Membership, Practice


class WaitingEntryQuerySet(models.QuerySet["WaitingEntry"]):
    def with_surroundings(self) -> Self:
        """With everything a page or a mail about them shows, in one query."""
        practice = "practice__logo"
        related = self.select_related(
            practice, "practice__booking_page", "service", "provider__user"
        )
        return related.defer(f"{practice}__content")

    def on_the_list(self, now: datetime) -> Self:
        """Who has shown that the address is theirs; in the order in which they get offers."""
        waiting = self.filter(joined_at__isnull=False, expires_at__gt=now)
        return waiting.order_by("joined_at", "id")

    def without_open_offer(self, now: datetime) -> Self:
        return self.exclude(offers__in=Offer.objects.open(now))

    def of_address(self, email: str) -> Self:
        return self.alias(address=Lower("email")).filter(address=email.lower())


class WaitingEntry(BaseModel):
    """A person who would like an appointment as soon as one gets free."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="waiting_entries")
    service = models.ForeignKey(BookableService, models.CASCADE, related_name="waiting_entries")
    # None: whoever is free first.
    provider = models.ForeignKey(
        Membership, models.CASCADE, related_name="waiting_entries", null=True, blank=True
    )
    name = models.CharField(max_length=120)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=User.Language, default=User.Language.GERMAN)
    # Numbers of the days that suit, 0 is Monday; empty: all do.
    weekdays = models.JSONField(default=list, blank=True)
    part_of_day = models.CharField(max_length=10, choices=PartOfDay, default=PartOfDay.ANY)
    # Only what is earlier than the first time that was free when they joined; None: any time.
    before = models.DateTimeField(null=True, blank=True)
    # None: the link in the mail is not pressed yet.
    joined_at = models.DateTimeField(null=True, blank=True, db_index=True)
    expires_at = models.DateTimeField(db_index=True)
    # Part of what the link is made of (links.py).
    link_version = models.PositiveSmallIntegerField(default=1)

    objects = WaitingEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "waiting entries"

    def __str__(self) -> str:
        return str(self.id)

    def get_weekdays_display(self) -> str:
        """In the current language."""
        return in_words(self.weekdays)

    @property
    def wish(self) -> Wish:
        return Wish(
            weekdays=frozenset(self.weekdays),
            part_of_day=PartOfDay(self.part_of_day),
            before=self.before,
        )


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self, now: datetime) -> Self:
        return self.filter(answered_at=None, expires_at__gt=now)

    def with_surroundings(self) -> Self:
        return self.select_related("entry__practice", "entry__service", "provider__user", "hold")


class Offer(BaseModel):
    """A time that got free, offered to one person of the waiting list for a while."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="offers")
    entry = models.ForeignKey(WaitingEntry, models.CASCADE, related_name="offers")
    provider = models.ForeignKey(Membership, models.CASCADE, related_name="offers")
    starts_at = models.DateTimeField()
    hold = models.OneToOneField(Hold, models.SET_NULL, related_name="offer", null=True, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    # None: not answered. Who accepts leaves the list, and the offers go with their entry.
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "provider", "starts_at"], name="offered_once_to_each"
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(answered_at=None, hold__isnull=False),
                name="offer_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
