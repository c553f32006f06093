from typing import Self

from django.db import models

from videoberatung.accounts.models import User
from videoberatung.base.models import BaseModel
from videoberatung.practices.models.practice import Practice


class BankAccount(BaseModel):
    """Where a practice pays from."""

    practice = models.OneToOneField(Practice, models.CASCADE, related_name="bank_account")
    holder = models.CharField(max_length=70)  # as long as SEPA allows (EPC130-08, AT-D001)
    iban = models.CharField(max_length=34)  # ISO 13616, without spaces
    # ISO 9362. Empty where no register says it (from the IBAN it is known for Germany).
    bic = models.CharField(max_length=11, blank=True)

    def __str__(self) -> str:
        return str(self.id)


class AcceptanceQuerySet(models.QuerySet["Acceptance"]):
    def newest_first(self) -> Self:
        return self.select_related("user").order_by("-accepted_at", "document")


class Acceptance(BaseModel):
    """That a practice agreed to one version of a text of the operator's (documents.py)."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="acceptances")
    # Who agreed for it; None once that person's account is gone.
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="acceptances")
    document = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    # SHA-256 of the text as it was shown, hexadecimal.
    text_hash = models.CharField(max_length=64)
    accepted_at = models.DateTimeField()

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "document", "version"], name="acceptance_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
