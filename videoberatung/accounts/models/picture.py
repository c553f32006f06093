from django.db import models

from videoberatung.accounts.models.person import User
from videoberatung.base.models import BaseModel


class PictureManager(models.Manager["Picture"]):
    def get_queryset(self) -> models.QuerySet["Picture"]:
        # Most who ask want to know whether there is one; its bytes are read where it is sent.
        return super().get_queryset().defer("content", "small")


class Picture(BaseModel):
    """A person's face, re-encoded and small enough to lie in the database.

    There it is deleted in the same transaction as the consent it rests on, on every machine
    at once, and no file is left behind. A new picture is a new row with a new id.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="picture")
    # WebP, square, without any metadata: for the door, and for lists.
    content = models.BinaryField()
    small = models.BinaryField(default=b"")

    objects = PictureManager()

    class Meta:
        base_manager_name = "objects"  # also for `person.picture`

    def __str__(self) -> str:
        return str(self.id)
