"""The provider's room: who may open it, how it ends and begins again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from videoberatung.appointments.models import Appointment
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.rooms.tests.factories import END, START, make_appointment, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def five_minutes_before() -> Iterator[None]:
    with time_machine.travel(START - timedelta(minutes=5), tick=False):
        yield


def addresses(appointment: Appointment) -> dict[str, str]:
    base = f"/rooms/{appointment.id}/"
    return {
        base: "get",
        f"{base}ticket/": "post",
        f"{base}ended/1/": "post",
        f"{base}open-again/1/": "post",
    }


def statuses(browser: Client, appointment: Appointment) -> set[int]:
    return {getattr(browser, how)(path).status_code for path, how in addresses(appointment).items()}


def test_the_moderator_finds_the_room_with_its_script():
    appointment = make_appointment()
    answer = signed_in(appointment.moderator).get(f"/rooms/{appointment.id}/")
    config = answer.context["config"]
    assert (config["role"], config["door"]) == ("moderator", "open")
    assert config["selfName"] == "Dr. Ada Sommer"
    assert config["title"] == "Kontrolltermin"
    assert 'id="room"' in answer.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_of_the_practice_may_hold_it(role: Role):
    appointment = make_appointment()
    colleague = make_member(appointment.practice, role)
    assert statuses(signed_in(colleague), appointment) == {403}


@pytest.mark.parametrize("role", list(Role))
def test_to_another_practice_it_does_not_exist(role: Role):
    assert statuses(signed_in(make_member(role=role)), make_appointment()) == {404}


def test_a_draft_has_no_room_yet():
    appointment = make_appointment(published_at=None)
    assert statuses(signed_in(appointment.moderator), appointment) == {404}


def test_who_is_signed_out_signs_in_first():
    appointment = make_appointment()
    answer = Client().get(f"/rooms/{appointment.id}/")
    assert answer.headers["Location"] == f"/login/?next=/rooms/{appointment.id}/"


def test_an_ended_session_can_be_opened_again_and_only_once_per_end():
    appointment = make_appointment()
    browser = signed_in(appointment.moderator)
    base = f"/rooms/{appointment.id}/"
    assert browser.post(f"{base}ended/1/").status_code == 204
    assert "Sprechstunde wieder öffnen" in browser.get(base).content.decode()
    for _ in range(2):
        assert browser.post(f"{base}open-again/1/").headers["Location"] == base
    appointment.refresh_from_db()
    assert appointment.session_number == 2
    assert 'id="room"' in browser.get(base).content.decode()


def test_a_late_word_of_the_end_does_not_end_the_next_session():
    appointment = make_appointment(session_number=2, ended_session=1)
    signed_in(appointment.moderator).post(f"/rooms/{appointment.id}/ended/1/")
    appointment.refresh_from_db()
    assert not appointment.is_session_ended


def test_a_session_that_ended_by_itself_is_followed_by_a_new_one():
    appointment = make_appointment()
    signed_in(appointment.moderator).post(f"/rooms/{appointment.id}/open-again/1/")
    appointment.refresh_from_db()
    assert (appointment.session_number, appointment.is_session_ended) == (2, False)


def test_after_the_planned_end_it_stays_closed_and_says_why():
    appointment = make_appointment(ended_session=1)
    browser = signed_in(appointment.moderator)
    with time_machine.travel(END, tick=False):
        browser.force_login(appointment.moderator.user)
        page = browser.post(f"/rooms/{appointment.id}/open-again/1/", follow=True)
    appointment.refresh_from_db()
    assert appointment.session_number == 1
    assert "Die geplante Zeit ist abgelaufen" in page.content.decode()


def test_a_cancelled_room_says_so():
    appointment = make_appointment(cancelled_at=START - timedelta(hours=1))
    page = signed_in(appointment.moderator).get(f"/rooms/{appointment.id}/").content.decode()
    assert "Dieser Termin wurde abgesagt" in page
    assert 'id="room"' not in page
