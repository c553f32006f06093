from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from videoberatung.accounts.models import User
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
)
from videoberatung.appointments.tests.pages import LIST, PLAN
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

SCHEDULE = "/portal/appointments/calendar/"
EVENTS = "/portal/appointments/events/"
OWN_EVENTS = "/my/appointments/events/"
WEEK = {"start": "2030-01-07T00:00:00+01:00", "end": "2030-01-14T00:00:00+01:00"}


@pytest.fixture
def organiser(client: Client) -> Membership:
    """Signed in at `client`; sees the whole practice."""
    member = make_member(role=Role.ORGANISER)
    client.force_login(member.user)
    return member


def events(client: Client, path: str = EVENTS, **more):
    answer = client.get(path, WEEK | more)
    assert answer.status_code == 200
    return answer.json()["events"]


def titles(client: Client, **more) -> list[str]:
    return [one["title"] for one in events(client, **more)]


def test_an_event_says_what_the_list_says(client: Client, ada: Membership):
    erika = make_participant(make_appointment(ada))
    [event] = events(client)
    assert event == {
        "id": str(erika.appointment_id),
        "title": "Kontrolltermin",
        "people": "Erika Muster",
        "startsAt": "2030-01-08T09:00:00Z",
        "endsAt": "2030-01-08T09:30:00Z",
        "state": "too_early",
        "word": "",
        "isRunning": False,
        "url": reverse("appointments:detail", args=[erika.appointment_id]),
        "moveUrl": reverse("appointments:move-by-script", args=[erika.appointment_id]),
    }


def test_only_what_lies_in_the_time_asked_for(client: Client, ada: Membership):
    make_appointment(ada, title="davor", starts_at=MONDAY - timedelta(days=1))
    make_appointment(ada, title="darin")
    make_appointment(ada, title="danach", starts_at=TUESDAY_10 + timedelta(days=7))
    assert titles(client) == ["darin"]


def test_who_is_forgotten_is_not_named(client: Client, ada: Membership):
    make_participant(make_appointment(ada), name="")
    assert events(client)[0]["people"] == ""


def test_what_is_over_or_cancelled_stays_where_it_is(client: Client, ada: Membership):
    make_appointment(ada, title="vorbei", starts_at=MONDAY - timedelta(hours=2))
    make_appointment(ada, title="abgesagt", cancelled_at=MONDAY)
    assert titles(client) == ["vorbei"]
    shown = events(client, cancelled="1")
    assert [one["title"] for one in shown] == ["vorbei", "abgesagt"]
    assert {one["moveUrl"] for one in shown} == {""}
    assert shown[1]["word"] == "abgesagt"


def test_a_provider_sees_their_own_and_no_filter(client: Client, ada: Membership):
    colleague = make_member(ada.practice)
    make_appointment(ada, title="meiner")
    make_appointment(colleague, title="deiner")
    assert titles(client) == ["meiner"]
    assert titles(client, who=str(colleague.id)) == ["meiner"]
    assert 'name="who"' not in client.get(LIST).content.decode()


def test_nobody_sees_another_practice(client: Client, organiser: Membership):
    elsewhere = make_appointment(title="woanders")
    assert titles(client) == []
    stranger = str(elsewhere.moderator_id)
    for path in (EVENTS, LIST, SCHEDULE, f"{LIST}past/"):
        assert client.get(path, WEEK | {"who": stranger}).status_code == 404
        assert client.get(path, WEEK | {"who": str(uuid4())}).status_code == 404
        assert client.get(path, WEEK | {"who": "x"}).status_code == 404


def test_the_filter_works_in_the_list_and_stands_in_the_address(
    client: Client, organiser: Membership
):
    one, other = make_member(organiser.practice), make_member(organiser.practice)
    for hours in range(60):
        make_appointment(one, title="Ihrer", starts_at=TUESDAY_10 + timedelta(hours=hours))
    make_appointment(other, title="Seiner")
    page = client.get(LIST, {"who": str(one.id)}).content.decode()
    assert "Seiner" not in page
    assert f'<option value="{one.id}" selected>' in page
    assert f"?who={one.id}&amp;page=2" in page
    assert titles(client, who=str(other.id)) == ["Seiner"]


def test_a_former_colleague_is_still_found_by_an_old_address(client: Client, organiser: Membership):
    make_member(organiser.practice)
    gone = make_member(organiser.practice)
    make_appointment(gone, title="Früher", starts_at=MONDAY - timedelta(hours=2))
    Membership.objects.filter(id=gone.id).update(ended_at=MONDAY)
    assert titles(client, who=str(gone.id)) == ["Früher"]
    assert "selected" in client.get(LIST, {"who": str(gone.id)}).content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"start": "gestern", "end": "morgen"},
        {"start": "2030-01-07T00:00:00", "end": "2030-01-14T00:00:00"},
        {"start": "2030-02-31T00:00:00Z", "end": "2030-03-01T00:00:00Z"},
        {"start": WEEK["end"], "end": WEEK["start"]},
        {"start": "2030-01-01T00:00:00Z", "end": "2031-01-01T00:00:00Z"},
    ],
)
def test_a_time_that_is_none_or_a_whole_year_is_not_answered(
    client: Client, ada: Membership, asked: dict[str, str]
):
    assert client.get(EVENTS, asked).status_code == 400
    assert client.get(OWN_EVENTS, asked).status_code == 400


def test_the_page_says_what_is_asked_for_and_nothing_senseless(client: Client, ada: Membership):
    page = client.get(SCHEDULE, {"view": "month", "date": "2030-02-01"}).content.decode()
    assert '"view": "month", "date": "2030-02-01"' in page
    assert "brauchen JavaScript" in page
    for date in ("heute", "2030-02-31", ""):
        page = client.get(SCHEDULE, {"view": "year", "date": date}).content.decode()
        assert '"view": "", "date": "2030-01-07"' in page


def test_the_page_for_planning_takes_a_time_from_the_address(client: Client, ada: Membership):
    asked = {"date": "2030-01-09", "start": "11:15", "minutes": "45"}
    page = client.get(PLAN, asked).content.decode()
    for value in asked.values():
        assert f'value="{value}"' in page
    assert client.get(PLAN, {"date": '"><b>', "minutes": "x"}).status_code == 200


def test_many_appointments_cost_no_more_queries(client: Client, organiser: Membership):
    def queries() -> list[int]:
        counts = []
        for path in (EVENTS, LIST, SCHEDULE):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path, WEEK).status_code == 200
            counts.append(len(asked))
        return counts

    make_participant(make_appointment(make_member(organiser.practice)))
    client.get(LIST)
    few = queries()
    for minutes in range(60):
        member = make_member(organiser.practice)
        begin = TUESDAY_10 + timedelta(minutes=minutes)
        make_participant(make_appointment(member, starts_at=begin))
    assert queries() == few
    assert max(few) <= 14


# The calendar of who is invited.


@pytest.fixture
def erika(client: Client) -> User:
    user = User.objects.create_user("erika@example.org", first_name="Erika", last_name="Muster")
    client.force_login(user)
    return user


def test_who_is_invited_sees_who_invites_and_no_title(client: Client, erika: User):
    participant = make_participant(make_appointment(title="Suchtberatung"))
    make_participant(make_appointment(title="fremd"), email="bernd@example.org")
    [event] = events(client, OWN_EVENTS)
    assert event["title"] == "Dr. Ada Sommer"
    assert event["people"] == "Praxis am Markt"
    assert event["url"] == f"/my/appointments/#appointment-{participant.id}"
    assert event["moveUrl"] == ""
    assert "Suchtberatung" not in str(event)
    page = client.get("/my/appointments/calendar/").content.decode()
    assert '"planUrl": ""' in page
    assert f'id="appointment-{participant.id}"' in client.get("/my/appointments/").content.decode()
