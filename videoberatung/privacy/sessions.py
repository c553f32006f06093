"""The limit of an unused session moves on with its use (12 hours: SESSION_COOKIE_AGE)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

GetResponse = Callable[[HttpRequest], HttpResponse]
WRITE_EVERY = timedelta(minutes=10)
_SEEN = "seen"


class IdleSessionMiddleware:
    """Renews a session that is used, with at most one write in ten minutes.

    Without it a session would end twelve hours after its last change, also under the hands
    of somebody who works on.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.session.is_empty():
            _note_use(request, timezone.now())
        return self.get_response(request)


def _note_use(request: HttpRequest, now: datetime) -> None:
    seen = request.session.get(_SEEN)
    if seen is None or datetime.fromisoformat(seen) <= now - WRITE_EVERY:
        request.session[_SEEN] = now.isoformat(timespec="minutes")


def forget_idle_sessions(now: datetime) -> int:
    """Delete the sessions whose limit has passed; return how many."""
    count, _ = Session.objects.filter(expire_date__lt=now).delete()
    return count
