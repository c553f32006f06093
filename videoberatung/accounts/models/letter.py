from datetime import datetime
from typing import Self

from django.db import models

from videoberatung.accounts.models.person import User
from videoberatung.base.models import BaseModel


class LetterQuerySet(models.QuerySet["Letter"]):
    def worth_sending(self, now: datetime) -> Self:
        return self.filter(expires_at__gt=now)

    def with_code(self) -> Self:
        return self.exclude(sealed_code="")


class Letter(BaseModel):
    """A mail about an account to one address, which may have no account at all.

    Kept only while it can be sent: the mail is written from it when it leaves (mails.py).
    """

    kind = models.CharField(max_length=40)
    address = models.EmailField()
    language = models.CharField(max_length=2, choices=User.Language)
    # What the person has to type in, sealed (base/sealing.py). Empty: nothing.
    sealed_code = models.CharField(max_length=300, blank=True)
    expires_at = models.DateTimeField(db_index=True)

    objects = LetterQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)
