from datetime import UTC, datetime, timedelta

from django.db import models
from django.db.models import Q

# A job that takes longer is taken for dead and started again by another worker.
LONGEST_RUN = timedelta(minutes=15)
WAIT_AFTER_A_FAILURE = timedelta(minutes=1)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class PeriodicRunQuerySet(models.QuerySet["PeriodicRun"]):
    def claim(self, name: str, *, slot: datetime, now: datetime) -> bool:
        """Take the run of `slot`; False if it is done or another worker is at it.

        One conditional statement decides, so of two workers one gets it. Slots missed
        before this one count as done with it.
        """
        self.bulk_create([self.model(name=name)], ignore_conflicts=True)
        is_free = Q(busy_until=None) | Q(busy_until__lte=now)
        due = self.filter(is_free, name=name, done_slot__lt=slot)
        return due.update(busy_until=now + LONGEST_RUN) == 1

    def finish(self, name: str, *, slot: datetime) -> None:
        self.filter(name=name).update(done_slot=slot, busy_until=None)

    def postpone(self, name: str, *, now: datetime) -> None:
        """The run failed: its slot stays open and is tried again."""
        self.filter(name=name).update(busy_until=now + WAIT_AFTER_A_FAILURE)


class PeriodicRun(models.Model):
    """How far a periodic job has come; shared by all workers."""

    name = models.CharField(max_length=100, primary_key=True)
    done_slot = models.DateTimeField(default=_NEVER)
    busy_until = models.DateTimeField(null=True)

    objects = PeriodicRunQuerySet.as_manager()
