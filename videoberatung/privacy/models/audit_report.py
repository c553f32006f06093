from django.db import models
from django.db.models import Q

THE_ONE = 1


class AuditReport(models.Model):
    """What the last look at all promises found; there is one row.

    Of each promise its state, since when, and what was seen, in every language. No names.
    """

    number = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE)
    checked_at = models.DateTimeField()
    lines = models.JSONField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(number=THE_ONE), name="one_report")]

    def __str__(self) -> str:
        return str(self.checked_at)
