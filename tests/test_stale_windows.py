"""A window left open does nothing under another identity than the one it shows (promise 25)."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from videoberatung.accounts.models import User
from videoberatung.appointments.models import Appointment
from videoberatung.practices.http import CHOSEN
from videoberatung.practices.models import Membership
from videoberatung.practices.tests.factories import make_member, make_practice
from videoberatung.privacy.promises import PROMISES

pytestmark = [pytest.mark.django_db, pytest.mark.promise(25)]

PLAN = reverse("appointments:plan")
TYPED = "Gespräch über den Befund"
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|session_mark|submission)" value="([^"]*)"')


@pytest.fixture
def visitor() -> Client:
    """One browser, which keeps its cookie whoever signs in; with Django's check of tokens."""
    return Client(enforce_csrf_checks=True, headers={"accept-language": "de"})


def open_window(visitor: Client, path: str = PLAN) -> dict[str, str]:
    """What a form on this page sends along by itself."""
    return dict(HIDDEN.findall(visitor.get(path).content.decode()))


def sign_in(visitor: Client, user: User) -> None:
    visitor.logout()
    visitor.force_login(user)


def send_plan(visitor: Client, window: dict[str, str]):
    person = {"name": "Erika Muster", "email": "erika@example.org", "language": "de"}
    typed = {
        "title": TYPED,
        "date": str(timezone.localdate() + timedelta(days=1)),
        "start": "10:00",
        "minutes": "30",
    }
    counts = {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0"}
    people = {f"people-0-{name}": value for name, value in person.items()}
    return visitor.post(PLAN, window | typed | counts | people)


def test_a_window_of_now_does_what_it_is_asked(visitor: Client):
    sign_in(visitor, make_member().user)
    assert send_plan(visitor, open_window(visitor)).status_code == 302
    assert Appointment.objects.count() == 1


def test_a_window_of_somebody_else_does_nothing_and_shows_what_was_typed(visitor: Client):
    sign_in(visitor, make_member().user)
    window = open_window(visitor)
    other = make_member(first_name="Bela", last_name="Winter")
    sign_in(visitor, other.user)
    answer = send_plan(visitor, window)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Die Anmeldung hat sich geändert" in page
    assert "Dr. Bela Winter" in page
    assert TYPED in page
    assert window["session_mark"] not in page
    assert Appointment.objects.count() == 0


def test_a_window_of_another_practice_does_nothing(visitor: Client):
    here, there = make_member(make_practice("Praxis Hier")), make_practice("Praxis Dort")
    Membership.objects.create(
        practice=there, user=here.user, role=here.role, holds_consultations=True
    )
    sign_in(visitor, here.user)
    window = open_window(visitor)
    session = visitor.session
    session[CHOSEN] = str(there.id)
    session.save()
    answer = send_plan(visitor, window)
    assert answer.status_code == 409
    assert "Sie handeln für Praxis Dort." in answer.content.decode()
    assert Appointment.objects.count() == 0


def test_a_window_from_before_signing_in_says_who_is_signed_in_by_now(visitor: Client):
    window = open_window(visitor, "/login/")
    assert window["session_mark"] == ""
    sign_in(visitor, make_member().user)
    answer = visitor.post("/login/", window | {"login": "a@example.org", "password": "geheim"})
    assert answer.status_code == 409
    assert "geheim" not in answer.content.decode()


def test_a_window_of_somebody_signed_out_says_so(visitor: Client):
    sign_in(visitor, make_member().user)
    window = open_window(visitor)
    visitor.logout()
    answer = send_plan(visitor, window)
    assert answer.status_code == 409
    assert "Jetzt ist niemand angemeldet." in answer.content.decode()


def test_a_mark_that_is_left_out_helps_nobody(visitor: Client):
    """The token belongs to the session too."""
    sign_in(visitor, make_member().user)
    window = open_window(visitor)
    sign_in(visitor, make_member().user)
    del window["session_mark"]
    assert send_plan(visitor, window).status_code == 403
    assert Appointment.objects.count() == 0


def test_a_script_gets_an_answer_it_can_read(visitor: Client):
    sign_in(visitor, make_member().user)
    window = open_window(visitor)
    sign_in(visitor, make_member().user)
    answer = visitor.post(
        reverse("rooms:lobby-ticket"),
        headers={
            "session-mark": window["session_mark"],
            "x-csrftoken": window["csrfmiddlewaretoken"],
        },
    )
    assert (answer.status_code, answer.json()) == (409, {"code": "session_changed"})


def test_a_window_can_ask_for_the_mark_of_now(visitor: Client):
    assert visitor.get("/session/").json() == {"mark": ""}
    assert "APPSESSION" not in visitor.cookies
    sign_in(visitor, make_member().user)
    window = open_window(visitor)
    assert visitor.get("/session/").json() == {"mark": window["session_mark"]}


def test_the_mark_tells_nothing_and_differs_from_session_to_session(visitor: Client):
    user = make_member().user
    marks = set()
    for _ in range(2):
        sign_in(visitor, user)
        marks.add(open_window(visitor)["session_mark"])
    assert len(marks) == 2
    assert not any(str(user.id) in mark or user.email in mark for mark in marks)


@pytest.mark.breaks(25)
def test_the_live_check_sees_whether_it_is_kept(settings):
    [promise] = [promise for promise in PROMISES if promise.number == 25]
    assert promise.check is not None
    assert promise.check(timezone.now()).state == "kept"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "session_mark" not in name]
    assert promise.check(timezone.now()).state == "broken"
