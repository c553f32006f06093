from collections.abc import Iterable
from datetime import datetime
from typing import Self
from uuid import UUID, uuid4

from django.db import models


class DeletionQuerySet(models.QuerySet["Deletion"]):
    def to_be_listed(self) -> Self:
        """Not in the list outside of the database yet, in the order in which they happened."""
        return self.filter(listed_at=None).order_by("at", "id")

    def unlisted_since(self, moment: datetime) -> Self:
        return self.filter(listed_at=None, at__lte=moment)

    def known_among(self, ids: Iterable[UUID]) -> set[UUID]:
        return set(self.filter(id__in=list(ids)).values_list("id", flat=True))


class Deletion(models.Model):
    """That something was deleted, cleared or ended, as numbers only.

    Rows are written by triggers (triggers.py) and `note_deletion`, in the transaction of the
    deletion. `kind` is the label of a model, or a word of a replay (registry.py); `about` names
    the row (triggers.py: `reference`); `field` is empty when the whole row went.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=80)
    about = models.CharField(max_length=100)
    field = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(db_index=True)
    # When something takes effect that was announced now.
    due = models.DateTimeField(null=True, blank=True)
    # When it was written into the list outside of the database.
    listed_at = models.DateTimeField(null=True, blank=True)

    objects = DeletionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["at"], condition=models.Q(listed_at=None), name="deletion_to_be_listed"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
