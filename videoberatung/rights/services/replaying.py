"""Notices and erasures once more, in a database of before (backups/registry.py).

Each may run again, and knows nothing about whom it is when the database is older still.
"""

from datetime import datetime, timedelta
from uuid import UUID

from videoberatung.accounts.models import User
from videoberatung.practices.models import Practice
from videoberatung.rights.models import AccountEnding, PracticeClosing
from videoberatung.rights.services.erasing import erase_person, erase_practice, subject_of

_A_MOMENT = timedelta(seconds=1)


def announce_ending_again(person: UUID, at: datetime, due: datetime | None, _now: datetime) -> None:
    user = User.objects.filter(id=person, erased_at=None).first()
    if user:
        when = _times(at, due)
        AccountEnding.objects.get_or_create(user=user, defaults=when)


def undo_ending_again(person: UUID, _at: datetime, _due: datetime | None, _now: datetime) -> None:
    AccountEnding.objects.filter(user=person).delete()


def erase_account_again(person: UUID, _at: datetime, _due: datetime | None, now: datetime) -> None:
    user = User.objects.filter(id=person).first()
    if user:
        erase_person(subject_of(user), now)


def announce_closing_again(
    practice: UUID, at: datetime, due: datetime | None, _now: datetime
) -> None:
    if Practice.objects.filter(id=practice).exists():
        when = _times(at, due)
        PracticeClosing.objects.get_or_create(practice_id=practice, defaults=when)


def undo_closing_again(
    practice: UUID, _at: datetime, _due: datetime | None, _now: datetime
) -> None:
    PracticeClosing.objects.announced().filter(practice=practice).delete()


def close_practice_again(
    practice: UUID, at: datetime, _due: datetime | None, now: datetime
) -> None:
    if not Practice.objects.filter(id=practice).exists():
        return
    when = {"received_at": at - _A_MOMENT, "ends_at": at}
    closing, _is_new = PracticeClosing.objects.get_or_create(practice_id=practice, defaults=when)
    closing.closed_at = closing.closed_at or at
    erase_practice(closing, now)


def _times(at: datetime, due: datetime | None) -> dict[str, datetime]:
    return {"received_at": at, "ends_at": max(due or at, at + _A_MOMENT)}
