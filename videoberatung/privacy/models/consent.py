from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from videoberatung.base.models import BaseModel


class ConsentQuerySet(models.QuerySet["Consent"]):
    def of(self, person: UUID) -> Self:
        """Given last comes first."""
        return self.filter(person=person).order_by("-given_at", "-id")

    def in_force(self, purpose: str) -> Self:
        return self.filter(purpose=purpose, withdrawn_at=None)

    def withdraw(self, *, now: datetime) -> int:
        """End those that are still in force; return how many."""
        # Two at once: what was given a moment after `now` ends when it began.
        ended_at = Greatest(Value(now), F("given_at"))
        return self.filter(withdrawn_at=None).update(withdrawn_at=ended_at)


class Consent(BaseModel):
    """That a person agreed to something, as proof (Art. 7(1) GDPR). Never changed but to end.

    The person is a plain id because this app stands below accounts, and because the proof
    outlives the account.
    """

    person = models.UUIDField(db_index=True)
    # Which text, in which version (consents.py of the app that asks).
    purpose = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    # SHA-256 of the text as it was shown, hexadecimal.
    text_hash = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_is_given_before_it_is_withdrawn",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
