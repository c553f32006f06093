from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q

from videoberatung.appointments.recurrence import count_of, days_named_by
from videoberatung.base.models import BaseModel
from videoberatung.practices.models import Practice


class SeriesQuerySet(models.QuerySet["Series"]):
    def without_appointments(self) -> Self:
        return self.filter(appointments=None)


class Series(BaseModel):
    """The plan behind appointments that repeat: which days, and what the clock shows then.

    Who takes part, and what is different on one day, stands in the appointments.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="series")
    # Which days, with COUNT (RFC 5545, section 3.3.10), counted from the first of them.
    rule = models.CharField(max_length=120)
    first_on = models.DateField()
    # On the wall of the practice, in the zone it was in when the series was planned.
    clock = models.TimeField()
    time_zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField()
    # How often participants were told of a change (RFC 5545, section 3.8.7.4).
    sequence = models.PositiveIntegerField(default=0)
    # Made with the form: sending it twice plans once.
    submission = models.UUIDField()

    objects = SeriesQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "submission"], name="series_planned_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="series_takes_time"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def count(self) -> int:
        return count_of(self.rule)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """As planned at first; by the position of an appointment, beginning with 1."""
        return days_named_by(self.rule, self.first_on)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def duration(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    def planned_at(self, position: int) -> datetime:
        """Day and clock as planned at first, in the zone of the series.

        Where the clocks skip this hour it names no moment; then calendars know what is meant.
        """
        return datetime.combine(self.days[position - 1], self.clock, self.zone)


class SeriesParticipantQuerySet(models.QuerySet["SeriesParticipant"]):
    def expected_no_more(self) -> Self:
        """Whose appointments have all forgotten them."""
        return self.filter(occurrences=None)

    def of_ended(self, before: datetime) -> Self:
        """Whose last appointment, with all extensions, was planned to end before."""
        return self.exclude(occurrences__appointment__ends_at__gte=before)


class SeriesParticipant(BaseModel):
    """What the rows of one person in the appointments of a series have in common: one link.

    Without name or address. A row of the past is parted from it when its name is erased, and
    with the last of them it goes itself.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="series_participants")
    series = models.ForeignKey(Series, models.CASCADE, related_name="people")
    # Part of what the series link is made of (series_access.py).
    link_version = models.PositiveSmallIntegerField(default=1)
    # The position of the first appointment they were invited to.
    since = models.PositiveSmallIntegerField()

    objects = SeriesParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(link_version__gte=1, since__gte=1), name="series_participant_counts"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
