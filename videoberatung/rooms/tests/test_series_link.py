from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from videoberatung.appointments.models import Series, SeriesParticipant
from videoberatung.appointments.series_access import series_link_for
from videoberatung.appointments.services import cancel_appointment, cancel_series
from videoberatung.appointments.tests.factories import MONDAY, TUESDAY_10
from videoberatung.appointments.tests.series_factories import (
    make_series,
    occurrence,
    only_person,
    people_at,
)
from videoberatung.privacy.erasure import erase_expired

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
WEEK = timedelta(weeks=1)
END = TUESDAY_10 + timedelta(minutes=30)


def link(series: Series) -> str:
    return urlsplit(series_link_for(only_person(series))).path


def opened(path: str, at: datetime):
    with time_machine.travel(at, tick=False):
        return Client().get(path)


def door(series: Series, position: int) -> str:
    return reverse("rooms:door", args=[people_at(series, position)[0].id])


def test_it_leads_to_the_appointment_that_runs_or_comes_next():
    series = make_series()
    path = link(series)
    assert opened(path, MONDAY).url == door(series, 1)
    assert opened(path, END - timedelta(seconds=1)).url == door(series, 1)
    assert opened(path, END).url == door(series, 2)
    assert opened(path, END + WEEK * 2).url == door(series, 4)


def test_it_passes_over_what_is_cancelled():
    series = make_series()
    cancel_appointment(occurrence(series, 1), by=occurrence(series, 1).moderator.user, now=MONDAY)
    assert opened(link(series), MONDAY).url == door(series, 2)


def test_when_all_is_cancelled_it_says_so():
    series = make_series()
    first = occurrence(series, 1)
    cancel_series(first, "all", by=first.moderator, now=MONDAY)
    answer = opened(link(series), MONDAY)
    assert answer.status_code == 410
    assert "wurde abgesagt" in answer.content.decode()


def test_after_the_last_one_it_says_that_it_is_over_and_then_knows_nothing():
    series = make_series()
    path = link(series)
    answer = opened(path, END + WEEK * 3)
    assert answer.status_code == 410
    assert "vorbei" in answer.content.decode()
    erase_expired(END + WEEK * 3 + HOUR)
    assert opened(path, END + WEEK * 3 + HOUR).status_code == 404


def test_a_replaced_or_foreign_link_leads_nowhere():
    series = make_series()
    path = link(series)
    SeriesParticipant.objects.update(link_version=2)
    assert opened(path, MONDAY).status_code == 404
    assert opened(link(series), MONDAY).status_code == 302
    assert opened(f"/w/{'A' * 48}/", MONDAY).status_code == 404


def test_looking_at_it_without_opening_changes_nothing():
    series = make_series()
    with time_machine.travel(MONDAY, tick=False):
        browser = Client()
        answer = browser.head(link(series))
        assert answer.url == door(series, 1)
        assert browser.get(door(series, 1)).status_code == 404
