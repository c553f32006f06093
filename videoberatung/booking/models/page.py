from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS

from videoberatung.base.models import BaseModel
from videoberatung.booking.slots import Rules
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.models.practice import LONGEST_MINUTES, SHORTEST_MINUTES

LONGEST_BUFFER_MINUTES = 120
LONGEST_NOTICE_HOURS = 24 * 60
LONGEST_HORIZON_DAYS = 180
MOST_PER_DAY = 50


class BookingPageQuerySet(models.QuerySet["BookingPage"]):
    def open(self) -> Self:
        """Of practices that take bookings, with what the page shows of them."""
        related = self.filter(is_open=True).select_related("practice__logo")
        return related.defer("practice__logo__content")


class BookingPage(BaseModel):
    """A practice's public page for booking; without one it takes no bookings."""

    practice = models.OneToOneField(Practice, models.CASCADE, related_name="booking_page")
    # What follows /book/ in the address.
    slug = models.SlugField(max_length=40, unique=True)
    is_open = models.BooleanField(default=False)
    # Search engines may list it.
    may_be_found = models.BooleanField(default=False)
    # How long before the start clients may still move or cancel by themselves; None: not at all.
    changes_until_hours = models.PositiveSmallIntegerField(null=True, blank=True, default=24)

    objects = BookingPageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="booking_page_has_an_address"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class BookableServiceQuerySet(models.QuerySet["BookableService"]):
    def in_order(self) -> Self:
        return self.order_by("name", "id").prefetch_related("providers__user")

    def active(self) -> Self:
        return self.filter(is_active=True)

    def on_offer(self) -> Self:
        """That can be booked: somebody who holds consultations now offers it."""
        offered = self.active().filter(
            providers__ended_at=None, providers__holds_consultations=True
        )
        return offered.distinct().in_order()


class BookableService(BaseModel):
    """What clients can book: "First consultation, 30 minutes"."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="bookable_services")
    name = models.CharField(max_length=80)
    # Shown below the name; may be empty.
    words = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(default=30)
    # Kept free around it.
    minutes_before = models.PositiveSmallIntegerField(default=0)
    minutes_after = models.PositiveSmallIntegerField(default=0)
    # Not later than so long before the start.
    notice_hours = models.PositiveSmallIntegerField(default=24)
    # Not farther ahead than so many days.
    horizon_days = models.PositiveSmallIntegerField(default=42)
    # Of one provider; None: as many as fit.
    most_per_day = models.PositiveSmallIntegerField(null=True, blank=True)
    providers = models.ManyToManyField(Membership, related_name="bookable_services", blank=True)
    is_active = models.BooleanField(default=True)

    objects = BookableServiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "name"], name="bookable_service_once"),
            models.CheckConstraint(
                condition=~Q(name="")
                & Q(minutes__range=(SHORTEST_MINUTES, LONGEST_MINUTES))
                & Q(minutes_before__lte=LONGEST_BUFFER_MINUTES)
                & Q(minutes_after__lte=LONGEST_BUFFER_MINUTES)
                & Q(notice_hours__lte=LONGEST_NOTICE_HOURS)
                & Q(horizon_days__range=(1, LONGEST_HORIZON_DAYS))
                & (Q(most_per_day=None) | Q(most_per_day__range=(1, MOST_PER_DAY))),
                name="bookable_service_makes_sense",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rules(self) -> Rules:
        return Rules(
            length=timedelta(minutes=self.minutes),
            before=timedelta(minutes=self.minutes_before),
            after=timedelta(minutes=self.minutes_after),
            notice=timedelta(hours=self.notice_hours),
            horizon_days=self.horizon_days,
            most_per_day=self.most_per_day,
        )

    def providers_now(self) -> list[Membership]:
        """Who offers it and holds consultations, by name; no query after `in_order`."""
        current = [
            one for one in self.providers.all() if one.ended_at is None and one.holds_consultations
        ]
        return sorted(current, key=lambda one: (one.user.last_name, one.user.first_name, one.id))


class WorkingHours(BaseModel):
    """When a provider can be booked on one day of the week, in the practice's zone."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="working_hours")
    provider = models.ForeignKey(Membership, models.CASCADE, related_name="working_hours")
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday, as in datetime.weekday()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        verbose_name_plural = "working hours"
        ordering = ("weekday", "opens")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens"), weekday__lte=6), name="working_hours_in_order"
            ),
            models.UniqueConstraint(
                fields=["provider", "weekday", "opens"], name="working_hours_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_weekday_display(self) -> str:
        """In the current language."""
        return str(WEEKDAYS[self.weekday])


class DayException(BaseModel):
    """Days on which a provider cannot be booked, or (with times) can be beyond the week."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="day_exceptions")
    # None: everybody in the practice.
    provider = models.ForeignKey(
        Membership, models.CASCADE, related_name="day_exceptions", null=True, blank=True
    )
    first_day = models.DateField()
    last_day = models.DateField(db_index=True)
    # Both or none. None: closed.
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ("first_day", "opens", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day"))
                & (Q(opens=None, closes=None) | Q(closes__gt=F("opens"))),
                name="day_exception_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
