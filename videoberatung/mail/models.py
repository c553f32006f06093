from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from videoberatung.base.models import BaseModel

# Far above what one hand-over takes at most (EMAIL_TIMEOUT for each of its answers): who
# holds a mail longer than this is dead.
LONGEST_HANDOVER = timedelta(minutes=5)


class MailState(models.TextChoices):
    WAITING = "waiting"
    LEAVING = "leaving"
    SENT = "sent"
    UNDELIVERED = "undelivered"


class QueuedMailQuerySet(models.QuerySet["QueuedMail"]):
    def about(self, kind: str, subject_ids: Iterable[UUID]) -> Self:
        return self.filter(kind=kind, subject_id__in=list(subject_ids))

    def about_any(self, kinds: Iterable[str], subject_ids: Iterable[UUID]) -> Self:
        """Mails of several kinds, the newest last."""
        mails = self.filter(kind__in=list(kinds), subject_id__in=list(subject_ids))
        return mails.order_by("created_at", "number")

    def after(self, mail: "QueuedMail") -> Self:
        return self.filter(number__gt=mail.number)

    def waiting(self) -> Self:
        return self.filter(state=MailState.WAITING)

    def due(self, now: datetime) -> Self:
        """Those whose turn has come, also those a dead worker left in the middle."""
        held_by_the_dead = Q(state=MailState.LEAVING, turn_at__lte=now - LONGEST_HANDOVER)
        return self.filter(
            held_by_the_dead | Q(state=MailState.WAITING, turn_at__lte=now)
        ).order_by("turn_at", "created_at")

    def claim(self, mail: "QueuedMail", *, now: datetime) -> bool:
        """Take one mail in hand; False if another worker was faster.

        One conditional statement decides, on the state and the turn that this worker saw.
        """
        unchanged = self.filter(id=mail.id, state=mail.state, turn_at=mail.turn_at)
        if unchanged.update(state=MailState.LEAVING, turn_at=now, attempts=F("attempts") + 1) != 1:
            return False
        mail.state, mail.turn_at, mail.attempts = MailState.LEAVING, now, mail.attempts + 1
        return True

    def held(self, mail: "QueuedMail") -> Self:
        """The mail as long as the hand that claimed it holds it."""
        return self.filter(id=mail.id, state=MailState.LEAVING, turn_at=mail.turn_at)


class QueuedMail(BaseModel):
    """That a mail of some kind is to go out, and what became of it. No address, no text."""

    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    # The first, second … mail of this kind about this subject.
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Waiting: not before. Leaving: since.
    turn_at = models.DateTimeField()
    # Not tried any more from then on.
    expires_at = models.DateTimeField()
    # The row goes then, whatever became of the mail.
    forget_at = models.DateTimeField()
    # Why it was not delivered (mail/delivery.py); never what the server said, which may
    # repeat the address.
    reason = models.CharField(max_length=30, blank=True)

    objects = QueuedMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "number"], name="mail_queued_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="mail_known_state"
            ),
        ]
        indexes = [models.Index(fields=["state", "turn_at"], name="mail_turn")]
