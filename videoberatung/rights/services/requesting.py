"""What somebody asks about their data, and the answer to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError
from videoberatung.base.sealing import seal
from videoberatung.mail.services import queue_mail
from videoberatung.rights.kinds import (
    REQUEST_ANSWERED,
    REQUEST_DUE_SOON,
    REQUEST_FOR_OPERATOR,
    REQUEST_RECEIVED,
)
from videoberatung.rights.models import DataRequest, DataRequestQuerySet
from videoberatung.rights.once import id_once
from videoberatung.rights.terms import ANSWER_REMINDER_BEFORE, due_of
from videoberatung.trail.services import record

log = structlog.get_logger()

REMINDED_EVERY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """`user`: who is signed in, if anybody."""

    kind: str
    name: str
    email: str
    text: str
    language: str
    user: User | None = None

    @property
    def words(self) -> str:
        return "\n".join((self.kind, self.name, self.email, self.text))


@transaction.atomic
def receive_request(asked: Asked, *, submission: UUID, now: datetime) -> DataRequest:
    """Take it down and confirm it by mail; the same form a second time is the first one."""
    request, is_new = DataRequest.objects.get_or_create(
        id=id_once(submission, asked.words, purpose="rights: data request"),
        defaults={
            "kind": asked.kind,
            "user": asked.user,
            "email": asked.email,
            "sealed_name": seal(asked.name),
            "sealed_text": seal(asked.text) if asked.text else "",
            "language": asked.language,
            "received_at": now,
            "due_at": due_of(now),
        },
    )
    if is_new:
        queue_mail(REQUEST_RECEIVED, request.id)
        queue_mail(REQUEST_FOR_OPERATOR, request.id)
        by = asked.user.id if asked.user else None
        record("data_request.received", practice=None, actor=by, subject=request.id)
        log.info("data_request_received", notice=str(request.id), kind=asked.kind)
    return request


def data_requests() -> DataRequestQuerySet:
    """All of them, for the operator."""
    return DataRequest.objects.all()


@transaction.atomic
def answer_request(request: DataRequest, *, answer: str, by: User, now: datetime) -> None:
    """Send the answer and keep it. Raises RefusedError("answered") when there is one."""
    request = DataRequest.objects.select_for_update().get(id=request.id)
    if request.answered_at is not None:
        raise RefusedError("answered")
    request.answered_at, request.sealed_answer = now, seal(answer)
    request.save(update_fields=["answered_at", "sealed_answer"])
    queue_mail(REQUEST_ANSWERED, request.id)
    record("data_request.answered", practice=None, actor=by.id, subject=request.id)
    log.info("data_request_answered", notice=str(request.id))


@transaction.atomic
def remind_operator(now: datetime) -> int:
    """A week before the day, and every day from then on; how many mails."""
    requests = list(
        DataRequest.objects.to_be_reminded(
            due_before=now + ANSWER_REMINDER_BEFORE, told_before=now - REMINDED_EVERY
        )
    )
    for request in requests:
        queue_mail(REQUEST_DUE_SOON, request.id, until=now + REMINDED_EVERY)
        request.reminded_at = now
    return DataRequest.objects.bulk_update(requests, ["reminded_at"])
