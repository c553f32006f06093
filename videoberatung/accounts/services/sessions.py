"""Where a person is signed in, and how that ends."""

from datetime import datetime
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from videoberatung.accounts.models import BrowserSession, User
from videoberatung.accounts.session_ends import announce_session_end
from videoberatung.base.browsers import browser_named_in

# Where a session keeps its row, and what it was called before its key changed.
ROW = "browser_session"


def begin_session(user: User, *, session_key: str, user_agent: str, now: datetime) -> UUID:
    """Remember that this browser is signed in from now on; the id is kept in its session."""
    browser = browser_named_in(user_agent)
    BrowserSession.objects.filter(session_key=session_key).delete()
    row = BrowserSession.objects.create(
        user=user,
        session_key=session_key,
        browser=f"{browser.family} {browser.version}".strip()[:60],
        system=browser.system[:60],
        signed_in_at=now,
        seen_at=now,
    )
    return row.id


def note_use(row_id: UUID, *, session_key: str, now: datetime) -> None:
    """The key changes with the password; the row stays the same."""
    BrowserSession.objects.filter(id=row_id).update(session_key=session_key, seen_at=now)


def forget_session(session_key: str) -> None:
    """It has ended by itself."""
    BrowserSession.objects.filter(session_key=session_key).delete()


def keys_of(session: SessionBase) -> list[str]:
    """All keys it has had since signing in, the present one last.

    Live rooms know a browser by the key of the moment it came in.
    """
    earlier = session.get(ROW, {}).get("earlier", [])
    return [*earlier, session.session_key] if session.session_key else []


def end_session(row: BrowserSession) -> None:
    """Sign out that browser, at once and with whatever it has open."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(row.session_key)
    keys = keys_of(session) or [row.session_key]
    session.delete(row.session_key)
    row.delete()
    for key in keys:
        announce_session_end(key)


def end_other_sessions(user: User, *, keep: UUID | None) -> int:
    """All but the one to keep (None: all); returns how many."""
    rows = user.browser_sessions.all()
    others = list(rows.exclude(id=keep) if keep else rows)
    for row in others:
        end_session(row)
    return len(others)
