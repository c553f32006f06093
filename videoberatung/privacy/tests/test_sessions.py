from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from videoberatung.privacy.sessions import IdleSessionMiddleware, forget_idle_sessions
from videoberatung.privacy.tests.times import HOUR, MINUTE, NOON

pytestmark = pytest.mark.django_db


def answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def visit(session: SessionStore) -> bool:
    """One page; True if the session is to be written."""
    request = RequestFactory().get("/")
    request.session = SessionStore(session.session_key)
    request.session.load()
    IdleSessionMiddleware(answer)(request)
    if request.session.modified:
        request.session.save()
    return request.session.modified


def make_session() -> SessionStore:
    session = SessionStore()
    session["opened"] = ["a1"]
    session.save()
    return session


def test_a_session_in_use_goes_on_and_an_unused_one_ends():
    with time_machine.travel(NOON, tick=False) as clock:
        used, unused = make_session(), make_session()
        clock.shift(11 * HOUR)
        visit(used)
        clock.shift(2 * HOUR)
        assert forget_idle_sessions(NOON + 13 * HOUR) == 1
    assert Session.objects.get().session_key == used.session_key
    assert unused.session_key != used.session_key


def test_use_is_noted_at_most_once_in_ten_minutes():
    with time_machine.travel(NOON, tick=False) as clock:
        session = make_session()
        assert visit(session)
        clock.shift(9 * MINUTE)
        assert not visit(session)
        clock.shift(2 * MINUTE)
        assert visit(session)


def test_who_has_no_session_gets_none():
    request = RequestFactory().get("/")
    request.session = SessionStore()
    IdleSessionMiddleware(answer)(request)
    assert request.session.is_empty()


def test_a_session_ends_after_twelve_hours_without_use():
    with time_machine.travel(NOON, tick=False):
        make_session()
    assert forget_idle_sessions(NOON + 12 * HOUR - MINUTE) == 0
    assert forget_idle_sessions(NOON + 12 * HOUR + timedelta(seconds=1)) == 1
