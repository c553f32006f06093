"""Hands mails over to the mail server, one at a time, so that nothing is sent twice."""

import time
from datetime import datetime, timedelta

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import Error

from videoberatung.jobs.schedule import delay_after
from videoberatung.mail.composing import composed
from videoberatung.mail.delivery import EXPIRED, RENDERING_FAILED, UNFIT, Failure, failure_of
from videoberatung.mail.models import MailState, QueuedMail
from videoberatung.mail.outgoing import UnfitMailError
from videoberatung.mail.registry import renderer_of

log = structlog.get_logger()

MAILS_PER_ROUND = 20
# Keeps the worker's other work going, and each mail well within LONGEST_HANDOVER of its claim.
SECONDS_PER_ROUND = 3.0
WAIT_FOR_THE_SERVER = timedelta(minutes=1)


def send_due_mail(now: datetime) -> bool:
    """Hand over what is due, for a few seconds; True when more is due at once.

    If the server is away the rest waits a minute without counting as tried.
    """
    end = time.monotonic() + SECONDS_PER_ROUND
    due = list(QueuedMail.objects.due(now)[:MAILS_PER_ROUND])
    connection = get_connection()
    try:
        for mail in due:
            if time.monotonic() > end:
                return True
            if not QueuedMail.objects.claim(mail, now=now):
                continue
            failure = _send(mail, connection, now)
            if failure and failure.is_server:
                _let_all_wait(now)
                return False
    finally:
        connection.close()
    return len(due) == MAILS_PER_ROUND


def _send(mail: QueuedMail, connection: BaseEmailBackend, now: datetime) -> Failure | None:
    """Write and hand over one claimed mail and note the result; None if it is settled."""
    if mail.expires_at <= now:
        return _note_failure(mail, EXPIRED, now)
    try:
        outgoing = renderer_of(mail.kind)(mail.subject_id)
    except Error:
        raise  # no database: the claim runs out and the mail comes round again
    except UnfitMailError:
        return _note_failure(mail, UNFIT, now)
    except Exception as error:  # a bug of the app that writes it; mended by an update
        log.error("mail_not_rendered", kind=mail.kind, mail=mail.id, exc_info=error)
        return _note_failure(mail, RENDERING_FAILED, now)
    if outgoing is None:
        QueuedMail.objects.held(mail).delete()
        log.info("mail_not_needed", kind=mail.kind, mail=mail.id)
        return None
    try:
        connection.open()  # else it would be closed after this mail
        connection.send_messages([composed(outgoing, key=mail.id, connection=connection)])
    except Exception as error:  # sorted by failure_of; what it does not know is final
        connection.close()
        return _note_failure(mail, failure_of(error), now)
    QueuedMail.objects.held(mail).update(state=MailState.SENT, reason="")
    log.info("mail_sent", kind=mail.kind, mail=mail.id, attempts=mail.attempts)
    return None


def _note_failure(mail: QueuedMail, failure: Failure, now: datetime) -> Failure:
    # That its time is over says less than why it was not taken before.
    reason = mail.reason if failure is EXPIRED and mail.reason else failure.reason
    log.warning(
        "mail_failed", kind=mail.kind, mail=mail.id, attempts=mail.attempts, reason=failure.reason
    )
    held = QueuedMail.objects.held(mail)
    next_turn = now + delay_after(mail.attempts)
    if failure.is_final or next_turn > mail.expires_at:
        held.update(state=MailState.UNDELIVERED, reason=reason)
    elif QueuedMail.objects.about(mail.kind, [mail.subject_id]).after(mail).exists():
        held.delete()  # the newer one tells the newer state
    else:
        held.update(state=MailState.WAITING, turn_at=next_turn, reason=failure.reason)
    return failure


def _let_all_wait(now: datetime) -> None:
    """A server that hangs costs one mail's patience a minute, not everybody's."""
    next_turn = now + WAIT_FOR_THE_SERVER
    QueuedMail.objects.waiting().filter(turn_at__lt=next_turn).update(turn_at=next_turn)
