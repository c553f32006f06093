from datetime import datetime
from typing import Self

from django.contrib.sessions.models import Session
from django.db import models

from videoberatung.accounts.models.person import User
from videoberatung.base.models import BaseModel


class BrowserSessionQuerySet(models.QuerySet["BrowserSession"]):
    def living(self, now: datetime) -> Self:
        """Whose session is still there."""
        keys = Session.objects.filter(expire_date__gt=now).values("session_key")
        return self.filter(session_key__in=keys)

    def in_order(self) -> Self:
        """Used last comes first."""
        return self.order_by("-seen_at", "id")


class BrowserSession(BaseModel):
    """A browser in which a person is signed in, told in words they recognise.

    No network address and no raw browser string: neither is needed for that (promises 1, 2).
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="browser_sessions")
    # The row of Django's session; not the person's business, and never shown.
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=60, blank=True)
    system = models.CharField(max_length=60, blank=True)
    signed_in_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    objects = BrowserSessionQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)
