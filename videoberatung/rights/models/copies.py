from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from videoberatung.accounts.models import User
from videoberatung.base.models import BaseModel


class DataCopyQuerySet(models.QuerySet["DataCopy"]):
    def waiting(self) -> Self:
        return self.filter(ready_at=None).order_by("requested_at", "id")

    def ready(self, now: datetime) -> Self:
        """Made, and still there to be fetched."""
        return self.filter(ready_at__isnull=False, expires_at__gt=now)


class DataCopy(BaseModel):
    """Everything held about a person in one archive, for a day (Art. 15(3), Art. 20 GDPR)."""

    user = models.OneToOneField(User, models.CASCADE, related_name="data_copy")
    requested_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    # A ZIP file under a seal (base/sealing.py): a copy of the database shows nothing new.
    sealed = models.BinaryField(default=b"")

    objects = DataCopyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at=None) | Q(expires_at__gt=models.F("ready_at")),
                name="data_copy_can_be_fetched",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
