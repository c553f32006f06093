"""Keeps the list of one's own sessions true, with at most one write in ten minutes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from videoberatung.accounts.models import User
from videoberatung.accounts.services.sessions import ROW, begin_session, note_use

WRITE_EVERY = timedelta(minutes=10)


def begin(request: HttpRequest, user: User) -> None:
    """Right after signing in."""
    key, now = request.session.session_key, timezone.now()
    if key is None:  # there is always one after signing in
        return
    row_id = begin_session(
        user, session_key=key, user_agent=request.headers.get("User-Agent", ""), now=now
    )
    request.session[ROW] = {"id": str(row_id), "key": key, "seen": now.isoformat()}


def row_of(request: HttpRequest) -> UUID | None:
    """The row of the session that asks."""
    kept = request.session.get(ROW)
    return UUID(kept["id"]) if kept else None


class BrowserSessionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kept = request.session.get(ROW)
        if kept and request.user.is_authenticated:
            _note(request, cast(dict[str, Any], kept), timezone.now())
        return self.get_response(request)


def _note(request: HttpRequest, kept: dict[str, Any], now: datetime) -> None:
    key = request.session.session_key or kept["key"]
    if key == kept["key"] and now - datetime.fromisoformat(kept["seen"]) < WRITE_EVERY:
        return
    note_use(UUID(kept["id"]), session_key=key, now=now)
    earlier = kept.get("earlier", []) + ([kept["key"]] if key != kept["key"] else [])
    request.session[ROW] = kept | {"key": key, "seen": now.isoformat(), "earlier": earlier}
