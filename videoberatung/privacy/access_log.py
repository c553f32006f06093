"""Notes each request for a page (promises 1 to 3), without making anybody wait for it.

What a request leaves is three facts in the memory of the process, the address shortened
already. A thread of its own writes them, many at once; a crash loses the last second of them.
"""

import atexit
import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import structlog
from django.db import Error, close_old_connections, connection
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from videoberatung.base.browsers import LONGEST_STRING, browser_named_in
from videoberatung.privacy.models import PageVisit
from videoberatung.privacy.networks import shortened

GetResponse = Callable[[HttpRequest], HttpResponseBase]

SECONDS_BETWEEN_WRITES = 1.0
ROWS_PER_WRITE = 500
# Some minutes of a busy service without its database; then the oldest go.
MOST_WAITING = 20_000

log = structlog.get_logger()


class Visit(NamedTuple):
    """`user_agent` as it was sent: it is told in three words before it is written."""

    at: datetime
    user_agent: str
    network: str


class AccessLog:
    def __init__(self) -> None:
        self._waiting: deque[Visit] = deque(maxlen=MOST_WAITING)

    def __len__(self) -> int:
        return len(self._waiting)

    def note(self, visit: Visit) -> None:
        self._waiting.append(visit)

    def write(self) -> int:
        """Write what waits; return how many. If the database is away they go on waiting."""
        written = 0
        while batch := self._take(ROWS_PER_WRITE):
            try:
                PageVisit.objects.bulk_create(map(_row_of, batch))
            except Error:
                self._waiting.extendleft(reversed(batch))
                raise
            written += len(batch)
        return written

    def _take(self, most: int) -> list[Visit]:
        return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]


ACCESS_LOG = AccessLog()


class AccessLogMiddleware:
    """Assets never come here; sockets, answers to scripts, styles and pictures are no pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            ACCESS_LOG.note(_visit_of(request))
        return response


def keep_writing() -> None:
    """Write every second from a thread of its own, until the process ends."""
    stop = threading.Event()
    writer = threading.Thread(target=_write_until, args=(stop,), name="access log", daemon=True)
    writer.start()

    def finish() -> None:
        stop.set()
        writer.join(SECONDS_BETWEEN_WRITES)

    atexit.register(finish)


def _write_until(stop: threading.Event) -> None:
    while not stop.wait(SECONDS_BETWEEN_WRITES):
        _write_if_possible()
    _write_if_possible()
    connection.close()


def _write_if_possible() -> None:
    if not ACCESS_LOG:
        return
    try:
        close_old_connections()
        ACCESS_LOG.write()
    except Error as error:
        log.warning("access_log_waits_for_database", exc_info=error)
        connection.close()


def _visit_of(request: HttpRequest) -> Visit:
    return Visit(
        at=timezone.now(),
        user_agent=request.META.get("HTTP_USER_AGENT", "")[:LONGEST_STRING],
        network=shortened(request.META.get("REMOTE_ADDR", "")),
    )


def _row_of(visit: Visit) -> PageVisit:
    browser = browser_named_in(visit.user_agent)
    return PageVisit(
        at=visit.at,
        browser=browser.family[:60],
        version=browser.version[:12],
        system=browser.system[:60],
        network=visit.network,
    )
