"""Hands mails over while somebody waits for it: no queue, no row, nothing kept."""

import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

import structlog
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from videoberatung.mail.composing import composed
from videoberatung.mail.delivery import SERVER_AWAY, Failure, failure_of
from videoberatung.mail.outgoing import OutgoingMail

log = structlog.get_logger()

# All mails of one form together: whoever waits is told before five seconds are over.
SECONDS = 4.0
# Threads that answer pages must not all wait for a mail server that hangs.
AT_A_TIME = 3
BUSY = Failure("busy", is_server=True)
_places = threading.BoundedSemaphore(AT_A_TIME)


def hand_over(
    mails: Sequence[tuple[UUID, OutgoingMail]], *, seconds: float = SECONDS
) -> list[Failure | None]:
    """Send them over one connection; for each None or why it did not leave.

    A server that takes one and then hangs leaves the rest failed. One that hangs after it has
    the whole text may still deliver it: the number of the mail shows a second one to be the same.
    """
    if not _places.acquire(blocking=False):
        return [BUSY] * len(mails)
    return _Handover(mails, seconds).results()


class _Handover:
    """One attempt, in a thread of its own: neither a name server nor a mail server that answers
    byte by byte makes anybody wait longer than `seconds`."""

    def __init__(self, mails: Sequence[tuple[UUID, OutgoingMail]], seconds: float) -> None:
        self._mails = mails
        self._connection: BaseEmailBackend = get_connection(timeout=seconds)
        self._results: list[Failure | None] = []
        self._end = time.monotonic() + seconds
        self._thread = threading.Thread(target=self._run, name="mail at once", daemon=True)

    def results(self) -> list[Failure | None]:
        self._thread.start()
        self._thread.join(max(0.0, self._end - time.monotonic()))
        found = list(self._results)
        if len(found) < len(self._mails):
            self._hang_up()
        found += [SERVER_AWAY] * (len(self._mails) - len(found))
        for failure in filter(None, found):
            log.warning("mail_at_once_failed", reason=failure.reason)
        return found

    def _run(self) -> None:
        try:
            for key, outgoing in self._mails:
                self._results.append(self._send(key, outgoing))
        finally:
            with suppress(Exception):  # the mails have left, or the way is gone anyhow
                self._connection.close()
            _places.release()

    def _send(self, key: UUID, outgoing: OutgoingMail) -> Failure | None:
        try:
            self._connection.open()
            self._connection.send_messages(
                [composed(outgoing, key=key, connection=self._connection)]
            )
        except Exception as error:  # sorted by failure_of
            with suppress(Exception):
                self._connection.close()
            return failure_of(error)
        return None

    def _hang_up(self) -> None:
        """Cut the line under the waiting thread, so that it ends."""
        line = getattr(getattr(self._connection, "connection", None), "sock", None)
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
