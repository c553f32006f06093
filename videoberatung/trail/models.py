from django.db import models

from videoberatung.base.models import BaseModel


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

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["practice", "-at"], name="trail_of_practice")]
