import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from videoberatung.appointments.models import Appointment, Series
from videoberatung.appointments.services import cancel_appointment, change_appointment
from videoberatung.appointments.tests.factories import MONDAY, TUESDAY_10, make_appointment
from videoberatung.appointments.tests.pages import PLAN, field_error, typed, url
from videoberatung.appointments.tests.series_factories import (
    make_series,
    occurrence,
    people_at,
    plan_of,
)
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

HOUR = timedelta(hours=1)
WEEK = timedelta(weeks=1)
WEEKLY = {"repeat": "week", "ends": "times", "times": "4"}


def series_url(series: Series) -> str:
    return reverse("appointments:series", args=[series.id])


def answer_in(page: str) -> str:
    found = re.search(r'name="dates" value="(\w+)"', page)
    assert found is not None
    return found.group(1)


def look_and_plan(client: Client, form: dict):
    page = client.post(PLAN, form).content.decode()
    return client.post(PLAN, form | {"dates": answer_in(page)})


def change_form(series: Series, position: int, **more) -> dict:
    """The page of a change as a browser sends it back."""
    one = occurrence(series, position)
    local = one.starts_at.astimezone(one.practice.zone)
    [erika] = people_at(series, position)
    shown = {
        "date": f"{local:%Y-%m-%d}",
        "start": f"{local:%H:%M}",
        "people-0-participant": str(erika.id),
    }
    return typed((erika.name, erika.email), **shown | more)


def test_the_dates_are_shown_before_anything_is_planned(client: Client, ada: Membership):
    answer = client.post(PLAN, typed(**WEEKLY))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Das sind 4 Termine" in page
    assert "jeden Dienstag um 10:00, 4 Mal, bis 29. Januar 2030" in page
    for day in (8, 15, 22, 29):
        assert f"<li>Dienstag, {day}. Januar 2030</li>" in page
    assert "4 Termine planen und einladen" in page
    assert 'value="Erika Muster"' in page
    assert not Series.objects.exists()
    assert not QueuedMail.objects.exists()


def test_once_the_dates_were_seen_the_series_is_planned(client: Client, ada: Membership):
    answer = look_and_plan(client, typed(**WEEKLY))
    series = Series.objects.get()
    assert answer.url == series_url(series)
    assert series.appointments.count() == 4
    page = client.get(answer.url).content.decode()
    assert "4 Termine" in page
    assert "jeden Dienstag um 10:00" in page


def test_dates_that_were_not_seen_are_shown_first(client: Client, ada: Membership):
    seen = answer_in(client.post(PLAN, typed(**WEEKLY)).content.decode())
    page = client.post(PLAN, typed(**WEEKLY | {"times": "5"}, dates=seen)).content.decode()
    assert "Das sind 5 Termine" in page
    assert not Series.objects.exists()


def test_sending_it_twice_plans_once(client: Client, ada: Membership):
    form = typed(**WEEKLY)
    form["dates"] = answer_in(client.post(PLAN, form).content.decode())
    first, second = client.post(PLAN, form), client.post(PLAN, form)
    assert first.url == second.url
    assert (Series.objects.count(), QueuedMail.objects.count()) == (1, 1)


def test_the_day_on_which_the_clocks_skip_the_hour_is_named(client: Client, ada: Membership):
    form = typed(date="2030-03-24", start="02:30", **WEEKLY)
    page = client.post(PLAN, form).content.decode()
    assert "Sonntag, 31. März 2030" in page
    assert "An diesem Tag überspringen die Uhren 02:30: Beginn ist um 03:30." in page


def test_a_conflict_on_any_day_is_asked_about(client: Client, ada: Membership):
    make_appointment(ada, title="Teambesprechung", starts_at=TUESDAY_10 + WEEK * 2)
    form = typed(**WEEKLY)
    page = client.post(PLAN, form).content.decode()
    assert "Teambesprechung" in page
    form |= {"dates": answer_in(page)}
    assert client.post(PLAN, form).status_code == 422
    found = re.search(r'name="anyway" value="(\w+)"', page)
    assert client.post(PLAN, form | {"anyway": found.group(1)}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "field_id", "sentence"),
    [
        ({"times": ""}, "id_times", "wann die Serie endet"),
        ({"times": "1"}, "id_times", "2"),
        ({"times": "53"}, "id_times", "52"),
        ({"times": "viele"}, "id_times", "Zahl"),
        ({"ends": "until"}, "id_until", "wann die Serie endet"),
        ({"ends": "until", "until": "bald"}, "id_until", "Datum"),
        ({"ends": "until", "until": "2030-01-08"}, "id_until", "mindestens zwei"),
        ({"ends": "until", "until": "2031-12-01"}, "id_until", "höchstens 52"),
        ({"repeat": "month_day", "times": "40"}, "id_times", "zwei Jahre"),
        ({"repeat": "yearly"}, "id_repeat", "Auswahl"),
        ({"weekdays": ["9"]}, "id_weekdays", "Auswahl"),
        ({"date": "2030-01-06"}, "id_start", "Diese Zeit ist vorbei"),
    ],
)
def test_what_is_wrong_with_a_series_stands_beside_its_field(
    client: Client, ada: Membership, wrong, field_id: str, sentence: str
):
    answer = client.post(PLAN, typed(**WEEKLY | wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in field_error(page, field_id)
    assert 'value="Erika Muster"' in page
    assert not Series.objects.exists()


def test_a_person_more_keeps_the_choice(client: Client, ada: Membership):
    form = typed(**WEEKLY | {"weekdays": ["1", "3"]}, step="add")
    page = client.post(PLAN, form).content.decode()
    assert '<option value="week" selected>' in page
    assert len(re.findall(r'name="weekdays"[^>]*checked', page)) == 2


def test_an_appointment_says_which_one_of_its_series_it_is(client: Client, ada: Membership):
    series = make_series(moderator=ada)
    detail = client.get(url("detail", occurrence(series, 3))).content.decode()
    assert "3 von 4" in detail
    assert series_url(series) in detail
    assert "1 von 4" in client.get("/portal/appointments/").content.decode()


def test_the_page_of_the_series_lists_all_with_what_happened_to_them(
    client: Client, ada: Membership
):
    series = make_series(moderator=ada)
    second, third = occurrence(series, 2), occurrence(series, 3)
    plan = plan_of(second, starts_at=second.starts_at + HOUR)
    change_appointment(second, plan, by=ada.user, now=MONDAY)
    cancel_appointment(third, by=ada.user, now=MONDAY)
    page = client.get(series_url(series)).content.decode()
    assert "verschoben, geplant war Dienstag, 15. Januar 2030, 10:00 Uhr" in page
    assert "abgesagt" in page
    assert "Alle künftigen absagen" in page


def test_what_begins_an_hour_later_because_of_the_clocks_was_not_moved(
    client: Client, ada: Membership
):
    first = datetime(2030, 3, 24, 1, 30, tzinfo=UTC)
    series = make_series(moderator=ada, starts_at=first)
    page = client.get(series_url(series)).content.decode()
    assert "03:30" in page
    assert "verschoben" not in page


def test_a_colleague_who_plans_only_their_own_does_not_see_it(client: Client):
    series = make_series()
    colleague = make_member(series.practice)
    client.force_login(colleague.user)
    assert client.get(series_url(series)).status_code == 403


def test_a_change_reaches_as_far_as_was_chosen(client: Client, ada: Membership):
    series = make_series(moderator=ada)
    path = url("change", occurrence(series, 2))
    page = client.get(path).content.decode()
    assert "Welche Termine der Serie?" in page
    assert "Wiederholen" not in page
    answer = client.post(path, change_form(series, 2, scope="following", start="11:00"))
    assert answer.url == series_url(series)
    moved = series.appointments.order_by("position")
    assert [f"{one.starts_at:%H}" for one in moved] == ["09", "10", "10", "10"]


def test_only_this_one_is_changed_as_any_appointment(client: Client, ada: Membership):
    series = make_series(moderator=ada)
    one = occurrence(series, 2)
    answer = client.post(url("change", one), change_form(series, 2, scope="this", start="11:00"))
    assert answer.url == url("detail", one)
    starts = series.appointments.order_by("position").values_list("starts_at", flat=True)
    assert list(starts) == [
        TUESDAY_10,
        TUESDAY_10 + WEEK + HOUR,
        TUESDAY_10 + WEEK * 2,
        TUESDAY_10 + WEEK * 3,
    ]


def test_how_far_it_reaches_has_to_be_said(client: Client, ada: Membership):
    series = make_series(moderator=ada)
    one = occurrence(series, 2)
    for path in (url("change", one), url("cancel", one)):
        answer = client.post(path, change_form(series, 2))
        assert answer.status_code == 422
        assert field_error(answer.content.decode(), "id_scope")
    assert not Appointment.objects.exclude(cancelled_at=None).exists()


def test_a_change_of_others_that_meets_something_is_asked_about(client: Client, ada: Membership):
    series = make_series(moderator=ada)
    make_appointment(ada, title="Teambesprechung", starts_at=TUESDAY_10 + WEEK * 3 + HOUR)
    form = change_form(series, 1, scope="all", start="11:00")
    page = client.post(url("change", occurrence(series, 1)), form)
    assert page.status_code == 422
    assert "Teambesprechung" in page.content.decode()
    assert occurrence(series, 1).starts_at == TUESDAY_10


def test_what_a_colleague_holds_stays_out_of_reach(client: Client, ada: Membership):
    series = make_series(moderator=ada)
    Practice.objects.update(providers_plan_for_all=False)
    series.appointments.filter(position=3).update(moderator=make_member(series.practice))
    client.post(
        url("change", occurrence(series, 1)), change_form(series, 1, scope="all", start="11:00")
    )
    client.post(url("cancel", occurrence(series, 2)), {"scope": "following"})
    third = occurrence(series, 3)
    assert (third.starts_at, third.cancelled_at) == (TUESDAY_10 + WEEK * 2, None)
    assert occurrence(series, 4).cancelled_at == MONDAY
    assert "3." not in re.findall(
        r"\b\d\.(?=</span>)", client.get(series_url(series)).content.decode()
    )


def test_cancelling_from_the_page_of_the_series_begins_with_all(client: Client, ada: Membership):
    series = make_series(moderator=ada)
    path = url("cancel", occurrence(series, 1)) + "?scope=all"
    assert re.search(r'value="all"[^>]*checked', client.get(path).content.decode())
    answer = client.post(path, {"scope": "all"})
    assert answer.url == series_url(series)
    page = client.get(answer.url).content.decode()
    assert "4 Termine sind abgesagt" in page
    assert "Alle künftigen absagen" not in page
    client.post(path, {"scope": "all"})
    assert "nichts mehr abzusagen" in client.get(series_url(series)).content.decode()
