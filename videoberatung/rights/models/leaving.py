from collections.abc import Iterable
from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from videoberatung.accounts.models import User
from videoberatung.base.models import BaseModel
from videoberatung.practices.models import Practice
from videoberatung.practices.roles import Role
from videoberatung.rights.terms import last_day_of


class AccountEndingQuerySet(models.QuerySet["AccountEnding"]):
    def due(self, now: datetime) -> Self:
        return self.filter(ends_at__lte=now).order_by("ends_at", "id")

    def of_owners(self, practice: Practice) -> Self:
        places = practice.memberships.current().filter(role=Role.OWNER)
        return self.filter(user__in=places.values("user")).select_related("user")

    def to_be_reminded(self, before: datetime) -> Self:
        return self.filter(reminded_at=None, ends_at__lte=before)


class AccountEnding(BaseModel):
    """That a person has given notice and how long they can think it over.

    Gone when it is taken back, or with the account.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="ending")
    received_at = models.DateTimeField()
    # The account works until then.
    ends_at = models.DateTimeField(db_index=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # Part of what the link that takes it back is made of (links.py).
    link_version = models.PositiveSmallIntegerField(default=1)

    objects = AccountEndingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("received_at")), name="account_ending_leaves_time"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def last_day(self) -> date:
        return last_day_of(self.ends_at)


class PracticeClosingQuerySet(models.QuerySet["PracticeClosing"]):
    def announced(self) -> Self:
        """Those that can still be taken back."""
        return self.filter(closed_at=None)

    def due(self, now: datetime) -> Self:
        return self.announced().filter(ends_at__lte=now).order_by("ends_at", "id")

    def led_by(self, user: User) -> Self:
        """Of practices of which this person is an owner now."""
        places = user.memberships.current().filter(role=Role.OWNER)
        return self.filter(practice__in=places.values("practice"))

    def closed(self) -> Self:
        return self.filter(closed_at__isnull=False)

    def closed_before(self, moment: datetime) -> Self:
        return self.filter(closed_at__lte=moment)

    def with_rest(self) -> Self:
        """Closed, and something had to stay for the last mails."""
        return self.filter(closed_at__isnull=False, rest_erased_at=None)


class PracticeClosing(BaseModel):
    """That an owner has given notice for a practice; once closed, since when it is."""

    practice = models.OneToOneField(Practice, models.CASCADE, related_name="closing")
    announced_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="announced_closings"
    )
    received_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    rest_erased_at = models.DateTimeField(null=True, blank=True)
    link_version = models.PositiveSmallIntegerField(default=1)

    objects = PracticeClosingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("received_at")), name="practice_closing_leaves_time"
            ),
            models.CheckConstraint(
                condition=Q(rest_erased_at=None) | Q(closed_at__isnull=False),
                name="practice_closing_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def last_day(self) -> date:
        return last_day_of(self.ends_at)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unsettled(self) -> Self:
        return self.filter(settled_at=None).order_by("received_at", "id")

    def readable(self) -> Self:
        """Settled, and what was declared can still be read."""
        return self.filter(settled_at__isnull=False).exclude(sealed="")

    def among(self, ids: Iterable[UUID]) -> Self:
        return self.filter(id__in=list(ids))


class Notice(BaseModel):
    """A notice of termination from the public page.

    What was declared is sealed and stays only until the confirmation has left (notices.py).
    """

    class Kind(models.TextChoices):
        ACCOUNT = "account"
        PRACTICE = "practice"

    class Outcome(models.TextChoices):
        """What it led to: the mail to the address tells it, the page tells nobody."""

        OPEN = ""
        ACCOUNT_ENDS = "account_ends"
        PRACTICE_CLOSES = "practice_closes"
        UNKNOWN_ADDRESS = "unknown_address"
        NOT_AN_OWNER = "not_an_owner"
        WHICH_PRACTICE = "which_practice"

    kind = models.CharField(max_length=10, choices=Kind)
    received_at = models.DateTimeField(db_index=True)
    sealed = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=User.Language)
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="notices")
    practice = models.ForeignKey(Practice, models.SET_NULL, null=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["account", "practice"]), name="notice_known_kind"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
