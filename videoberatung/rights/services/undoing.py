from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.backups.deletions import note_deletion
from videoberatung.mail.services import queue_mail
from videoberatung.rights import noted
from videoberatung.rights.kinds import ACCOUNT_STAYS, PRACTICE_STAYS
from videoberatung.rights.models import AccountEnding, PracticeClosing
from videoberatung.rights.ownership import led_alone_by
from videoberatung.trail.services import record

log = structlog.get_logger()


@transaction.atomic
def undo_ending(ending: AccountEnding, *, now: datetime) -> None:
    """The account stays; a second time, or too late, changes nothing."""
    row = AccountEnding.objects.select_for_update().filter(id=ending.id, ends_at__gt=now).first()
    if row is None:
        return
    row.delete()
    queue_mail(ACCOUNT_STAYS, row.user_id)
    note_deletion(noted.ACCOUNT_STAYS, row.user_id, at=now)
    record("account.ending_undone", practice=None, actor=row.user_id, subject=row.user_id)
    log.info("account_ending_undone", user=str(row.user_id))


@transaction.atomic
def undo_closing(closing: PracticeClosing, *, by: User | None, now: datetime) -> None:
    """The practice stays, and so do owners without whom nobody would lead it.

    `by` None: somebody with the link. A second time, or too late, changes nothing.
    """
    row = PracticeClosing.objects.announced().select_for_update().filter(id=closing.id).first()
    if row is None or row.ends_at <= now:
        return
    row.delete()
    for membership in row.practice.memberships.current():
        queue_mail(PRACTICE_STAYS, membership.id)
    note_deletion(noted.PRACTICE_STAYS, row.practice_id, at=now)
    record(
        "practice.closing_undone",
        practice=row.practice_id,
        actor=by.id if by else None,
        subject=row.practice_id,
    )
    endings = AccountEnding.objects.of_owners(row.practice)
    for ending in sorted(endings, key=lambda one: one.user != by):  # who wants it back, first
        if led_alone_by(ending.user).filter(id=row.practice_id).exists():
            undo_ending(ending, now=now)
    log.info("practice_closing_undone", practice=str(row.practice_id))
