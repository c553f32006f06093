from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from videoberatung.appointments.access import participant_for, token_for
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.services import move_appointment
from videoberatung.appointments.services.changing import CHANGED
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
)
from videoberatung.appointments.tests.pages import field_error, url
from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Membership
from videoberatung.practices.tests.factories import make_member
from videoberatung.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

HOUR = timedelta(hours=1)
AT_ELEVEN = {"date": "2030-01-08", "start": "11:00", "minutes": "30"}


def move(appointment: Appointment, start: datetime, *, minutes: int = 30, now=MONDAY):
    end = start + timedelta(minutes=minutes)
    by = appointment.moderator.user
    return move_appointment(appointment, starts_at=start, ends_at=end, by=by, now=now)


def test_moving_changes_the_time_and_nothing_else_and_tells_everybody_once():
    erika = make_participant()
    bernd = make_participant(erika.appointment, name="Bernd", email="bernd@example.org")
    token = token_for(erika)
    before = Appointment.objects.get()
    after = move(before, TUESDAY_10 + HOUR, minutes=45)
    assert (after.starts_at, after.minutes) == (TUESDAY_10 + HOUR, 45)
    assert after.sequence == before.sequence + 1
    untouched = ("title", "moderator_id", "published_at", "session_number", "submission")
    assert [getattr(after, name) for name in untouched] == [
        getattr(before, name) for name in untouched
    ]
    assert participant_for(token) == erika
    mails = QueuedMail.objects.values_list("kind", "subject_id")
    assert sorted(mails) == sorted([(CHANGED, erika.id), (CHANGED, bernd.id)])
    assert Entry.objects.get().action == "appointment.moved"


def test_moving_to_where_it_is_tells_nobody():
    erika = make_participant()
    move(erika.appointment, TUESDAY_10)
    assert not QueuedMail.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("start", "minutes", "now", "code"),
    [
        (MONDAY - HOUR, 30, MONDAY, "in_the_past"),
        (TUESDAY_10 + HOUR, 30, TUESDAY_10, "already_started"),
        (TUESDAY_10 + HOUR, 30, TUESDAY_10 + HOUR, "over"),
        (TUESDAY_10, 4, MONDAY, "too_short"),
        (TUESDAY_10, 721, MONDAY, "too_long"),
        (TUESDAY_10 + timedelta(days=800), 30, MONDAY, "too_far_ahead"),
    ],
)
def test_where_it_cannot_be_it_is_not_moved(start, minutes, now, code: str):
    erika = make_participant()
    with pytest.raises(RefusedError, match=code):
        move(erika.appointment, start, minutes=minutes, now=now)
    assert Appointment.objects.get().starts_at == TUESDAY_10
    assert not QueuedMail.objects.exists()


def test_what_is_cancelled_stays_where_it_was():
    erika = make_participant(make_appointment(cancelled_at=MONDAY))
    with pytest.raises(RefusedError, match="cancelled"):
        move(erika.appointment, TUESDAY_10 + HOUR)


def test_a_running_one_gets_another_end():
    erika = make_participant()
    after = move(erika.appointment, TUESDAY_10, minutes=60, now=TUESDAY_10 + HOUR / 6)
    assert after.minutes == 60


def test_the_page_moves_by_date_time_and_duration(client: Client, ada: Membership):
    erika = make_participant(make_appointment(ada))
    path = url("move", erika.appointment)
    page = client.get(path).content.decode()
    assert 'name="start" value="10:00"' in page
    assert "1 Person bekommt eine E-Mail" in page
    answer = client.post(path, AT_ELEVEN, follow=True)
    assert "Der Termin ist verschoben" in answer.content.decode()
    assert Appointment.objects.get().starts_at == TUESDAY_10 + HOUR


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(
    client: Client, ada: Membership
):
    erika = make_participant(make_appointment(ada))
    answer = client.post(url("move", erika.appointment), AT_ELEVEN | {"date": "2030-01-06"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Diese Zeit ist vorbei" in field_error(page, "id_start")
    assert 'value="2030-01-06"' in page


def test_the_page_asks_before_it_moves_onto_another_appointment(client: Client, ada: Membership):
    erika = make_participant(make_appointment(ada))
    make_appointment(ada, title="Besetzt", starts_at=TUESDAY_10 + HOUR)
    asked = client.post(url("move", erika.appointment), AT_ELEVEN)
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "Besetzt" in page
    anyway = page.partition('name="anyway" value="')[2][:16]
    client.post(url("move", erika.appointment), AT_ELEVEN | {"anyway": anyway})
    assert Appointment.objects.get(id=erika.appointment_id).starts_at == TUESDAY_10 + HOUR


def test_dragging_asks_before_any_mail_and_then_moves(client: Client, ada: Membership):
    erika = make_participant(make_appointment(ada))
    make_appointment(ada, title="Besetzt", starts_at=TUESDAY_10 + HOUR)
    path = url("move-by-script", erika.appointment)
    asked = client.post(path, AT_ELEVEN).json()
    assert "1 Person bekommt eine E-Mail" in asked["mails"]
    assert "Besetzt" in asked["warnings"][0]
    assert not QueuedMail.objects.exists()
    moved = client.post(path, AT_ELEVEN | {"anyway": asked["anyway"]})
    assert moved.status_code == 204
    assert QueuedMail.objects.count() == 1


def test_dragging_asks_again_when_something_came_up_meanwhile(client: Client, ada: Membership):
    erika = make_participant(make_appointment(ada))
    path = url("move-by-script", erika.appointment)
    asked = client.post(path, AT_ELEVEN).json()
    make_appointment(ada, starts_at=TUESDAY_10 + HOUR)
    again = client.post(path, AT_ELEVEN | {"anyway": asked["anyway"]})
    assert again.json()["warnings"]
    assert Appointment.objects.get(id=erika.appointment_id).starts_at == TUESDAY_10


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"date": "2030-01-06"}, "Diese Zeit ist vorbei"),
        ({"date": "2031-03-30", "start": "02:30"}, "überspringen"),
        ({"minutes": "x"}, "Zahl"),
    ],
)
def test_what_cannot_be_dragged_says_why(client: Client, ada: Membership, typed, sentence: str):
    erika = make_participant(make_appointment(ada))
    answer = client.post(url("move-by-script", erika.appointment), AT_ELEVEN | typed)
    assert answer.status_code == 422
    assert sentence in answer.json()["sentence"]


def test_across_the_change_of_clocks_the_minutes_count(client: Client, ada: Membership):
    erika = make_participant(make_appointment(ada))
    path = url("move", erika.appointment)
    client.post(path, {"date": "2030-03-31", "start": "01:30", "minutes": "60"})
    moved = Appointment.objects.get()
    assert moved.starts_at == datetime(2030, 3, 31, 0, 30, tzinfo=UTC)
    assert moved.ends_at.astimezone(ada.practice.zone).strftime("%H:%M") == "03:30"


@pytest.mark.parametrize("name", ["move", "move-by-script"])
def test_only_who_plans_it_moves_it(client: Client, ada: Membership, name: str):
    colleagues = make_participant(make_appointment(make_member(ada.practice))).appointment
    elsewhere = make_participant().appointment
    assert client.post(url(name, colleagues), AT_ELEVEN).status_code == 403
    assert client.post(url(name, elsewhere), AT_ELEVEN).status_code == 404
    assert not QueuedMail.objects.exists()
