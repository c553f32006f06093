from datetime import datetime, time, timedelta

import pytest
from django.test import Client

from videoberatung.appointments.models import Appointment
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
)
from videoberatung.appointments.tests.pages import PLAN, typed, url
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Membership, OpeningHours
from videoberatung.practices.opening_hours import Span, are_open
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

HALF_AN_HOUR = timedelta(minutes=30)
WORDS = "Zu dieser Zeit gibt es schon etwas"


def busy(member: Membership, start: datetime, end: datetime) -> bool:
    return member.practice.appointments.overlapping(member, start, end).exists()


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        (-30, 30, False),
        (-30, 31, True),
        (0, 30, True),
        (10, 5, True),
        (-60, 120, True),
        (29, 60, True),
        (30, 30, False),
    ],
)
def test_who_is_busy_from_ten_to_half_past_is_so_to_the_minute(start, minutes, expected):
    member = make_appointment(starts_at=TUESDAY_10, minutes=30).moderator
    begin = TUESDAY_10 + timedelta(minutes=start)
    assert busy(member, begin, begin + timedelta(minutes=minutes)) is expected


def test_the_longest_appointment_is_found_in_its_last_minute():
    member = make_appointment(minutes=12 * 60).moderator
    end = TUESDAY_10 + timedelta(hours=12)
    assert busy(member, end - timedelta(minutes=1), end + HALF_AN_HOUR)
    assert not busy(member, end, end + HALF_AN_HOUR)


def test_neither_cancelled_nor_ended_nor_a_colleagues_appointment_keeps_anybody_busy():
    member = make_appointment(cancelled_at=MONDAY).moderator
    ended = make_appointment(member)
    Appointment.objects.filter(id=ended.id).update(ended_session=1)
    make_appointment(make_member(member.practice))
    assert not busy(member, TUESDAY_10, TUESDAY_10 + HALF_AN_HOUR)


def answer_on(page: str) -> str:
    return page.partition('name="anyway" value="')[2][:16]


def test_planning_at_a_time_that_is_taken_asks_first_and_keeps_what_was_typed(
    client: Client, ada: Membership
):
    make_appointment(ada, title="Kontrolle am Morgen")
    form = typed(("Bernd Beispiel", "bernd@example.org"), start="10:15")
    asked = client.post(PLAN, form)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert WORDS in page
    assert "Dr. Ada Sommer: Morgen, 10:00 \N{EN DASH} 10:30 Uhr, Kontrolle am Morgen" in page
    assert 'value="Bernd Beispiel"' in page
    assert not QueuedMail.objects.exists()

    client.post(PLAN, form | {"anyway": answer_on(page)})
    assert Appointment.objects.count() == 2


def test_a_yes_is_one_to_what_was_shown(client: Client, ada: Membership):
    make_appointment(ada)
    form = typed(start="10:15")
    answer = answer_on(client.post(PLAN, form).content.decode())
    make_appointment(ada, starts_at=TUESDAY_10 + HALF_AN_HOUR)
    assert client.post(PLAN, form | {"anyway": answer}).status_code == 422
    assert client.post(PLAN, form | {"anyway": answer, "start": "12:00"}).status_code == 302


def test_a_free_time_asks_nothing(client: Client, ada: Membership):
    make_appointment(ada)
    make_appointment(make_member(ada.practice), starts_at=TUESDAY_10 + HALF_AN_HOUR)
    assert client.post(PLAN, typed(start="10:30")).status_code == 302


def test_changing_asks_about_others_and_not_about_itself(client: Client, ada: Membership):
    erika = make_participant(make_appointment(ada))
    form = typed(**{"people-0-participant": erika.id})
    path = url("change", erika.appointment)
    assert client.post(path, form | {"start": "10:10"}).status_code == 302
    make_appointment(ada, starts_at=TUESDAY_10 + 2 * HALF_AN_HOUR)
    page = client.post(path, form | {"start": "10:45"}).content.decode()
    assert WORDS in page
    client.post(path, form | {"start": "10:45", "anyway": answer_on(page)})
    assert Appointment.objects.get(id=erika.appointment_id).starts_at > TUESDAY_10 + HALF_AN_HOUR


def test_the_second_click_on_plan_asks_nothing(client: Client, ada: Membership):
    form = typed()
    assert client.post(PLAN, form).url == client.post(PLAN, form).url


def test_an_organiser_reads_what_the_colleague_has_there(client: Client):
    organiser = make_member(role=Role.ORGANISER)
    colleague = make_member(organiser.practice)
    make_appointment(colleague, title="Familiengespräch")
    client.force_login(organiser.user)
    page = client.post(PLAN, typed(moderator=colleague.id)).content.decode()
    assert "Familiengespräch" in page


def open_from(practice, weekday: int, opens: int, closes: int) -> None:
    OpeningHours.objects.create(
        practice=practice, weekday=weekday, opens=time(opens), closes=time(closes)
    )


@pytest.mark.parametrize(("start", "is_noted"), [("10:00", False), ("11:45", True)])
def test_a_time_outside_the_opening_hours_is_noted_and_stops_nobody(
    client: Client, ada: Membership, start: str, is_noted: bool
):
    open_from(ada.practice, 1, 8, 12)
    page = client.post(PLAN, typed(start=start), follow=True).content.decode()
    assert "Der Termin ist geplant" in page
    assert ("außerhalb der Öffnungszeiten" in page) is is_noted


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("08:00", "12:00", True),
        ("07:59", "08:30", False),
        ("11:30", "13:00", True),  # the afternoon begins when the morning ends
        ("17:00", "18:01", False),
        ("18:00", "18:30", False),
    ],
)
def test_open_means_all_the_time(start: str, end: str, expected: bool):
    tuesday = [Span(1, time(8), time(12)), Span(1, time(12), time(18))]
    day = datetime(2030, 1, 8)  # noqa: DTZ001  # by the clock on the wall
    begin, finish = (datetime.combine(day, time.fromisoformat(one)) for one in (start, end))
    assert are_open(tuesday, begin, finish) is expected


def test_who_says_nothing_about_hours_is_open_and_nobody_is_overnight():
    night = datetime(2030, 1, 8, 23), datetime(2030, 1, 9, 1)  # noqa: DTZ001
    assert are_open([], *night)
    assert not are_open([Span(1, time(8), time(23, 59))], *night)
