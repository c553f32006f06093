from datetime import date, datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.backups.deletions import note_deletion
from videoberatung.mail.services import queue_mail
from videoberatung.practices.models import Practice
from videoberatung.rights import noted
from videoberatung.rights import refusals as refusals  # registers the sentences
from videoberatung.rights.kinds import ACCOUNT_ENDS, PRACTICE_CLOSES
from videoberatung.rights.models import AccountEnding, PracticeClosing
from videoberatung.rights.obstacles import check_may_end
from videoberatung.rights.ownership import led_alone_by
from videoberatung.rights.terms import end_of
from videoberatung.trail.services import record

log = structlog.get_logger()


@transaction.atomic
def announce_ending(user: User, *, now: datetime) -> AccountEnding:
    """The person gives notice in their account; a second time changes nothing.

    Raises RefusedError: "only_owner", or what another app has against it (obstacles.py).
    """
    user = User.objects.select_for_update().get(id=user.id)
    check_may_end(user)
    ending, is_new = _begin(user, received_at=now, wished=None)
    if is_new:
        queue_mail(ACCOUNT_ENDS, ending.id)
    return ending


@transaction.atomic
def announce_ending_by_notice(
    user: User, *, received_at: datetime, wished: date | None
) -> AccountEnding:
    """Notice given outside the account: nothing may stand in its way.

    A practice that the person leads alone is given notice for at the same time.
    """
    user = User.objects.select_for_update().get(id=user.id)
    for practice in led_alone_by(user):
        announce_closing(practice, by=user, now=received_at, wished=wished)
    return _begin(user, received_at=received_at, wished=wished)[0]


@transaction.atomic
def announce_closing(
    practice: Practice, *, by: User | None, now: datetime, wished: date | None = None
) -> PracticeClosing:
    """Give notice for a practice and tell its members; a second time changes nothing."""
    practice = Practice.objects.select_for_update().get(id=practice.id)
    closing, is_new = PracticeClosing.objects.get_or_create(
        practice=practice,
        defaults={"announced_by": by, "received_at": now, "ends_at": end_of(now, wished)},
    )
    if is_new:
        for membership in practice.memberships.current():
            queue_mail(PRACTICE_CLOSES, membership.id)
        note_deletion(noted.PRACTICE_CLOSES, practice.id, at=now, due=closing.ends_at)
        record(
            "practice.closing_announced",
            practice=practice.id,
            actor=by.id if by else None,
            subject=practice.id,
        )
        log.info("practice_closing_announced", practice=str(practice.id))
    return closing


def _begin(user: User, *, received_at: datetime, wished: date | None) -> tuple[AccountEnding, bool]:
    """Not before the practices that close with this person: somebody must be able to undo it."""
    ends_at = end_of(received_at, wished)
    closings = PracticeClosing.objects.announced().led_by(user)
    ending, is_new = AccountEnding.objects.get_or_create(
        user=user,
        defaults={
            "received_at": received_at,
            "ends_at": max([ends_at, *(closing.ends_at for closing in closings)]),
        },
    )
    if is_new:
        note_deletion(noted.ACCOUNT_ENDS, user.id, at=received_at, due=ending.ends_at)
        record("account.ending_announced", practice=None, actor=user.id, subject=user.id)
        log.info("account_ending_announced", user=str(user.id))
    return ending, is_new
