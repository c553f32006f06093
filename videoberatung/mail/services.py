from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from videoberatung.jobs.wake import wake_on_commit
from videoberatung.mail.models import MailState, QueuedMail

Delivery = Literal["waiting", "sent", "undelivered"]

LONGEST_ATTEMPT = timedelta(days=2)
# "Not delivered" stays readable as long as an appointment does by default.
KEEP_RESULT = timedelta(days=90)
_SEEN_AS: dict[str, Delivery] = {
    MailState.WAITING: "waiting",
    MailState.LEAVING: "waiting",
    MailState.SENT: "sent",
    MailState.UNDELIVERED: "undelivered",
}


def queue_mail(kind: str, subject_id: UUID, *, until: datetime | None = None) -> None:
    """Send a mail when the caller's transaction is committed; if it fails, none.

    `kind` is registered with its text (mail/registry.py). A mail of this kind about this
    subject that still waits is not queued a second time: it is written when it leaves and
    tells the newest state. It is tried for two days, not beyond `until`.
    """
    now = timezone.now()
    mails = QueuedMail.objects.about(kind, [subject_id])
    last_try = min(now + LONGEST_ATTEMPT, until or now + LONGEST_ATTEMPT)
    if mails.waiting().update(expires_at=last_try) == 0:
        newest = mails.aggregate(newest=Max("number"))["newest"] or 0
        # Two callers at the same moment count to the same number: the constraint lets one in.
        mails.bulk_create(
            [
                QueuedMail(
                    kind=kind,
                    subject_id=subject_id,
                    number=newest + 1,
                    turn_at=now,
                    expires_at=last_try,
                    forget_at=now + KEEP_RESULT,
                )
            ],
            ignore_conflicts=True,
        )
    wake_on_commit()


def delivery_of(kind: str, subject_ids: Iterable[UUID]) -> dict[UUID, Delivery]:
    """What became of the newest mail of this kind to each; one query.

    Subjects without such a mail (or whose mail is forgotten) are missing.
    """
    rows = QueuedMail.objects.about(kind, subject_ids).order_by("number")
    return {
        subject_id: _SEEN_AS[state] for subject_id, state in rows.values_list("subject_id", "state")
    }


@dataclass(frozen=True)
class Outcome:
    """What became of a mail; `reason` only of one that was not delivered (reasons.py)."""

    delivery: Delivery
    queued_at: datetime
    reason: str = ""

    @property
    def is_undelivered(self) -> bool:
        return self.delivery == "undelivered"


def outcomes_of(kinds: Iterable[str], subject_ids: Iterable[UUID]) -> dict[UUID, Outcome]:
    """What became of the newest mail of any of these kinds to each; one query.

    Subjects without such a mail are missing.
    """
    rows = QueuedMail.objects.about_any(kinds, subject_ids)
    return {
        mail.subject_id: Outcome(
            _SEEN_AS[mail.state],
            mail.created_at,
            mail.reason if mail.state == MailState.UNDELIVERED else "",
        )
        for mail in rows
    }
