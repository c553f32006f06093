from django.db import models

from videoberatung.accounts.models.person import User
from videoberatung.base.models import BaseModel


class Picture(BaseModel):
    """A person's face, re-encoded and small enough to lie in the database.

    There it is deleted in the same transaction as the consent it rests on, on every machine
    at once, and no file is left behind. A new picture is a new row with a new id.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="picture")
    # WebP, square, without any metadata.
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.id)
