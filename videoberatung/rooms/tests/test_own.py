"""Into the waiting room without the link (promise 11)."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from videoberatung.accounts.models import User
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.rooms.tests.factories import START, make_participant

pytestmark = [pytest.mark.django_db, pytest.mark.promise(11)]


@pytest.fixture
def browser() -> Client:
    """Where the person who was invited is signed in, and has opened no link."""
    browser = Client()
    browser.force_login(User.objects.create_user("erika@example.org"))
    return browser


def way_of(participant: Participant) -> str:
    return f"/my/appointments/{participant.id}/open/"


@pytest.fixture(autouse=True)
def _at_the_start():
    with time_machine.travel(START, tick=False):
        yield


def test_the_own_appointment_opens_the_door_and_gets_a_ticket(browser: Client):
    participant = make_participant()
    door = f"/waiting-room/{participant.id}/"
    assert browser.get(door).status_code == 404, "not before it was opened"
    answer = browser.post(way_of(participant))
    assert (answer.status_code, answer["Location"]) == (302, door)
    assert browser.get(door).status_code == 200
    assert browser.post(f"{door}ticket/").status_code == 200


def test_somebody_elses_is_not_there_and_opens_nothing(browser: Client):
    participant = make_participant(email="bernd@example.org")
    assert browser.post(way_of(participant)).status_code == 404
    assert browser.post(f"/my/appointments/{uuid4()}/open/").status_code == 404
    assert browser.get(f"/waiting-room/{participant.id}/").status_code == 404


def test_who_is_signed_out_is_asked_to_sign_in():
    answer = Client().post(way_of(make_participant()))
    assert answer["Location"].startswith("/login/")


def test_looking_at_the_address_opens_nothing(browser: Client):
    participant = make_participant()
    assert browser.get(way_of(participant)).status_code == 405
    assert browser.get(f"/waiting-room/{participant.id}/").status_code == 404


def test_a_withdrawn_invitation_opens_nothing(browser: Client):
    participant = make_participant(link_version=None)
    assert browser.post(way_of(participant)).status_code == 404


def test_what_was_cancelled_says_so_at_the_door(browser: Client):
    participant = make_participant()
    Appointment.objects.update(cancelled_at=START - timedelta(hours=1))
    page = browser.post(way_of(participant), follow=True)
    assert page.status_code == 410
    assert "Dieser Termin wurde abgesagt" in page.content.decode()
