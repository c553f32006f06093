from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from videoberatung.accounts.models import User
from videoberatung.base.models import BaseModel
from videoberatung.base.sealing import unseal
from videoberatung.rights.terms import last_day_of


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    def open(self) -> Self:
        """What is due first comes first."""
        return self.filter(answered_at=None).order_by("due_at", "id")

    def answered(self) -> Self:
        """Answered last comes first."""
        return self.filter(answered_at__isnull=False).order_by("-answered_at", "id")

    def newest_first(self) -> Self:
        return self.order_by("-received_at", "id")

    def to_be_reminded(self, *, due_before: datetime, told_before: datetime) -> Self:
        """Due soon or overdue, and the operator has not been told lately."""
        is_news = Q(reminded_at=None) | Q(reminded_at__lte=told_before)
        return self.open().filter(is_news, due_at__lte=due_before)

    def overdue(self, now: datetime) -> Self:
        return self.open().filter(due_at__lte=now)


class DataRequest(BaseModel):
    """What somebody asks of the operator about their data, and the answer.

    Due within a month (Art. 12(3) GDPR). What was written stays sealed until three months
    after the answer; that there was a request and an answer, three years.
    """

    class Kind(models.TextChoices):
        ACCESS = "access", _("Tell me what you hold about me (Art. 15)")
        RECTIFICATION = "rectification", _("Correct something about me (Art. 16)")
        ERASURE = "erasure", _("Erase my data (Art. 17)")
        RESTRICTION = "restriction", _("Restrict what you do with my data (Art. 18)")
        PORTABILITY = "portability", _("Give me my data to take along (Art. 20)")
        OBJECTION = "objection", _("I object to a use of my data (Art. 21)")
        OTHER = "other", _("Something else about my data")

    kind = models.CharField(max_length=16, choices=Kind)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="data_requests")
    # Where the answer goes; blank once what was written is erased.
    email = models.EmailField(blank=True)
    sealed_name = models.TextField(blank=True)
    sealed_text = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=User.Language)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    # When the operator was last told that the day comes near.
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    sealed_answer = models.TextField(blank=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__gt=models.F("received_at")), name="data_request_leaves_time"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=models.F("received_at")),
                name="data_request_is_answered_afterwards",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def last_day(self) -> date:
        """On which the answer must have left."""
        return last_day_of(self.due_at)

    @property
    def name(self) -> str:
        return unseal(self.sealed_name) if self.sealed_name else ""

    @property
    def text(self) -> str:
        return unseal(self.sealed_text) if self.sealed_text else ""

    @property
    def answer(self) -> str:
        return unseal(self.sealed_answer) if self.sealed_answer else ""
