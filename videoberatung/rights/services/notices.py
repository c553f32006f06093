"""Notices of termination from the public page (§ 312k BGB).

Receiving one asks nothing about accounts, so the page takes the same time and says the same
whoever it is about; the worker finds out a moment later, and the mail tells it.
"""

from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.base.sealing import BrokenSealError
from videoberatung.jobs.wake import wake_on_commit
from videoberatung.mail.services import delivery_of, queue_mail
from videoberatung.practices.models import Practice
from videoberatung.rights.declared import Declared, unsealed
from videoberatung.rights.kinds import NOTICE
from videoberatung.rights.models import Notice
from videoberatung.rights.once import id_once
from videoberatung.rights.ownership import owned_by
from videoberatung.rights.services.announcing import announce_closing, announce_ending_by_notice

log = structlog.get_logger()

NOTICES_PER_ROUND = 10
Outcome = Notice.Outcome


@transaction.atomic
def receive_notice(declared: Declared, *, submission: UUID, language: str, now: datetime) -> Notice:
    """Take it down; the same declaration from the same form a second time is the first one."""
    notice, is_new = Notice.objects.get_or_create(
        id=id_once(submission, declared.text(), purpose="rights: notice"),
        defaults={
            "kind": declared.kind,
            "received_at": now,
            "sealed": declared.sealed(),
            "language": language,
        },
    )
    if is_new:
        wake_on_commit()
        log.info("notice_received", notice=str(notice.id))
    return notice


def settle_notices(now: datetime) -> bool:
    """See what a few notices are about, act on them, answer; True when more wait."""
    waiting = list(Notice.objects.unsettled().values_list("id", flat=True)[:NOTICES_PER_ROUND])
    for notice_id in waiting:
        _settle(notice_id, now)
    return len(waiting) == NOTICES_PER_ROUND


def forget_what_was_declared() -> int:
    """Once the confirmation has left, or cannot; how many. (After two days it goes anyhow.)"""
    ids = list(Notice.objects.readable().values_list("id", flat=True))
    delivery = delivery_of(NOTICE, ids)
    told = [one for one in ids if delivery.get(one) != "waiting"]
    return Notice.objects.among(told).update(sealed="")


@transaction.atomic
def _settle(notice_id: UUID, now: datetime) -> None:
    notice = Notice.objects.select_for_update().unsettled().filter(id=notice_id).first()
    if notice is None:
        return
    try:
        declared = unsealed(notice.sealed)
    except BrokenSealError:  # the operator has changed the secret key: nobody can read it
        log.error("notice_unreadable", notice=str(notice.id))
        notice.delete()
        return
    notice.user = _whose(declared.email)
    notice.outcome = _act(notice, declared)
    notice.settled_at = now
    notice.save(update_fields=["user", "practice", "outcome", "settled_at"])
    queue_mail(NOTICE, notice.id)
    log.info("notice_settled", notice=str(notice.id), reason=notice.outcome)


def _act(notice: Notice, declared: Declared) -> str:
    user, received_at = notice.user, notice.received_at
    if user is None:
        return Outcome.UNKNOWN_ADDRESS
    if notice.kind == Notice.Kind.ACCOUNT:
        announce_ending_by_notice(user, received_at=received_at, wished=declared.wished)
        return Outcome.ACCOUNT_ENDS
    practices = list(owned_by(user))
    if not practices:
        return Outcome.NOT_AN_OWNER
    notice.practice = _meant(practices, declared.practice)
    if notice.practice is None:
        return Outcome.WHICH_PRACTICE
    announce_closing(notice.practice, by=user, now=received_at, wished=declared.wished)
    return Outcome.PRACTICE_CLOSES


def _whose(address: str) -> User | None:
    known = User.objects.filter(emailaddress__email__iexact=address, emailaddress__verified=True)
    return known.filter(erased_at=None).first()


def _meant(practices: list[Practice], typed: str) -> Practice | None:
    """The only one there is, else the one of this name; None: nobody can tell."""
    if len(practices) == 1:
        return practices[0]
    named = [one for one in practices if one.name.casefold() == typed.casefold()]
    return named[0] if len(named) == 1 else None
