"""Links go to everybody, are their own, and end; a broken mechanism shows (promise 10)."""

from datetime import timedelta

import pytest

from videoberatung.appointments import promises
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.promises import check_links_let_in_until_the_end
from videoberatung.appointments.services import plan_appointment
from videoberatung.appointments.tests.factories import (
    BERND,
    ERIKA,
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
    make_plan,
)
from videoberatung.practices.tests.factories import make_member

pytestmark = pytest.mark.django_db


def state() -> str:
    return check_links_let_in_until_the_end(TUESDAY_10).state


@pytest.fixture
def planned(settings) -> Appointment:
    from uuid import uuid4

    member = make_member()
    plan = make_plan(member, ERIKA, BERND)
    planned = plan_appointment(
        member.practice, plan, submission=uuid4(), by=member.user, now=MONDAY
    )
    Participant.objects.update(created_at=MONDAY)
    return planned


@pytest.mark.promise(10)
def test_who_was_planned_has_a_link_of_their_own(planned: Appointment):
    finding = check_links_let_in_until_the_end(TUESDAY_10)
    assert finding.state == "kept"
    assert "2" in finding.evidence


@pytest.mark.breaks(10)
def test_somebody_without_an_invitation_is_noticed():
    make_participant(make_appointment())
    Participant.objects.update(created_at=TUESDAY_10 - timedelta(minutes=5))
    assert state() == "kept"
    Participant.objects.update(created_at=MONDAY)
    assert state() == "broken"


@pytest.mark.breaks(10)
def test_one_link_for_two_is_noticed(planned: Appointment, monkeypatch: pytest.MonkeyPatch):
    first = promises.token_for(planned.participants.all()[0])
    monkeypatch.setattr(promises, "token_for", lambda _one: first)
    assert state() == "broken"


@pytest.mark.breaks(10)
def test_a_link_that_lets_in_after_the_end_is_noticed(
    planned: Appointment, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Appointment, "door_state", lambda _appointment, _now: "open")
    assert state() == "broken"
