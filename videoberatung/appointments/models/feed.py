from typing import Self

from django.db import models
from django.db.models import Q

from videoberatung.accounts.models import User
from videoberatung.base.models import BaseModel
from videoberatung.practices.models import Membership


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def with_surroundings(self) -> Self:
        return self.select_related("user", "membership__practice", "membership__user")

    def orphaned(self) -> Self:
        """Of places in practices that have ended: they open nothing any more."""
        return self.filter(membership__ended_at__isnull=False)

    def of_source(self, membership: Membership | None) -> Self:
        return self.filter(membership=membership)


class CalendarFeed(BaseModel):
    """An address by which calendar programs read appointments without signing in."""

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_feeds")
    # Whose place in a practice it is about; None: what the person is invited to.
    membership = models.ForeignKey(
        Membership, models.CASCADE, null=True, blank=True, related_name="calendar_feeds"
    )
    # Part of what the address is made of (feeds.py); raising it ends the old one.
    link_version = models.PositiveIntegerField(default=1)
    # False: only that a time is taken.
    shows_titles = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(membership=None), name="calendar_feed_own_once"
            ),
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(membership__isnull=False),
                name="calendar_feed_of_place_once",
            ),
            models.CheckConstraint(
                condition=Q(link_version__gte=1), name="calendar_feed_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
