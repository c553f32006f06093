"""Accounts whose address nobody has confirmed: gone after a day, with all that came with them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from videoberatung.accounts.models import User

log = structlog.get_logger()

CONFIRM_WITHIN = timedelta(hours=24)
Forgetter = Callable[[User], object]

_forgetters: list[Forgetter] = []


def register_unconfirmed(forget: Forgetter) -> None:
    """Call `forget` with an account that is about to go, to delete what it brought along."""
    _forgetters.append(forget)


def forget_unconfirmed(now: datetime) -> int:
    """Delete accounts that were not confirmed in time; return how many. Idempotent."""
    late = list(User.objects.unconfirmed(created_before=now - CONFIRM_WITHIN))
    return sum(_forget(user, now) for user in late)


@transaction.atomic
def _forget(user: User, now: datetime) -> bool:
    """False if the address was confirmed at this very moment."""
    locked = User.objects.select_for_update().get(id=user.id)
    if not User.objects.unconfirmed(created_before=now - CONFIRM_WITHIN).filter(id=user.id):
        return False
    for forget in _forgetters:
        forget(locked)
    locked.delete()
    log.info("unconfirmed_account_deleted")
    return True
