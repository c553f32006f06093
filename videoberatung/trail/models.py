from collections.abc import Collection
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from videoberatung.base.models import BaseModel


class EntryQuerySet(models.QuerySet["Entry"]):
    def of_practice(self, practice: UUID) -> Self:
        """Newest first."""
        return self.filter(practice=practice).order_by("-at", "id")

    def by(self, actor: UUID) -> Self:
        return self.filter(actor=actor)

    def by_nobody_of(self, actors: Collection[UUID]) -> Self:
        """What others than these did, and what the service did by itself."""
        return self.filter(~Q(actor__in=actors) | Q(actor=None))


class Entry(BaseModel):
    """One step somebody took. Ids only: no values, no names, no addresses.

    Practice, actor and subject are plain ids because this app stands below the ones that
    own them, and because an entry outlives what it is about. A trigger of the database
    refuses any change (migration 0002).
    """

    practice = models.UUIDField(null=True)
    actor = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    subject = models.UUIDField(null=True)
    at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["practice", "-at"], name="trail_of_practice")]
