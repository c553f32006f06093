from dataclasses import asdict, dataclass

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.practices.models import BankAccount, Practice
from videoberatung.trail.services import record

log = structlog.get_logger()


@dataclass(frozen=True)
class BankDetails:
    """Where a practice pays from; `iban` and `bic` as practices/bank.py spells them."""

    holder: str
    iban: str
    bic: str


def open_bank_account(practice: Practice, details: BankDetails) -> None:
    """Keep the first bank details of a practice; part of its registration."""
    BankAccount.objects.create(practice=practice, **asdict(details))


@transaction.atomic
def change_bank_account(practice: Practice, details: BankDetails, *, by: User) -> None:
    """Replace the bank details and leave a trace without the numbers. Nothing new: nothing done."""
    values = asdict(details)
    if BankAccount.objects.filter(practice=practice, **values).exists():
        return
    BankAccount.objects.update_or_create(practice=practice, defaults=values)
    record("practice.bank_changed", practice=practice.id, actor=by.id, subject=practice.id)
    log.info("bank_account_changed", practice=practice.id)
