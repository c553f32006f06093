from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from videoberatung.appointments import mails, series_mails
from videoberatung.appointments.access import link_for
from videoberatung.appointments.models import Participant, Series
from videoberatung.appointments.series_access import series_link_for
from videoberatung.appointments.services import cancel_appointment, cancel_series
from videoberatung.appointments.tests.factories import BERND, ERIKA, MONDAY, TUESDAY_10
from videoberatung.appointments.tests.series_factories import (
    make_series,
    occurrence,
    only_person,
    people_at,
)
from videoberatung.mail.registry import renderer_of
from videoberatung.practices.models import Practice
from videoberatung.practices.tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

DASH = "\N{EN DASH}"
WEEK = timedelta(weeks=1)


@pytest.fixture
def series() -> Series:
    return make_series()


def test_an_invitation_lists_every_day_and_one_link(series: Series):
    mail = series_mails.invitation(only_person(series).id)
    assert (mail.to, mail.subject) == ("erika@example.org", "Ihre Videotermine ab 8. Januar")
    for text in (mail.text, mail.html):
        for day in (8, 15, 22, 29):
            assert f"Dienstag, {day}. Januar 2030, 10:00 {DASH} 10:30" in text
        assert text.count("/w/") == 1
        assert series_link_for(only_person(series)) in text
        assert "Kontrolltermin" not in text


def test_in_english_if_wished(series: Series):
    Participant.objects.update(language="en")
    mail = series_mails.invitation(only_person(series).id)
    assert mail.subject == "Your appointments by video from 8 January"
    assert "Tuesday, 15 January 2030" in mail.text
    assert "Guten Tag" not in mail.text + mail.html


def test_a_neutral_practice_says_neither_video_nor_who(series: Series):
    Practice.objects.update(has_neutral_mails=True)
    mail = series_mails.invitation(only_person(series).id)
    assert mail.subject == "Ihre Termine ab 8. Januar"
    assert mail.sender_name == ""
    assert b"Dr. Ada Sommer" not in mail.calendar.content


def test_whoever_holds_a_day_is_named_there_where_it_is_not_always_the_same(series: Series):
    colleague = make_member(series.practice)
    colleague.user.last_name = "Anders"
    colleague.user.save()
    series.appointments.filter(position=2).update(moderator=colleague)
    mail = series_mails.changed(only_person(series).id)
    assert f"15. Januar 2030, 10:00 {DASH} 10:30 Uhr ({colleague.user.display_name})" in mail.text
    assert f"mit Dr. Ada Sommer, {colleague.user.display_name}:" in mail.text


def test_only_what_is_ahead_is_listed(series: Series):
    second = occurrence(series, 2)
    cancel_appointment(second, by=second.moderator.user, now=MONDAY)
    with time_machine.travel(TUESDAY_10 + timedelta(hours=1), tick=False):
        mail = series_mails.changed(only_person(series).id)
    assert mail.subject == "Geändert: Ihre Videotermine ab 22. Januar"
    for gone in ("8. Januar 2030", "15. Januar 2030"):
        assert gone not in mail.text


def test_a_cancellation_says_what_is_off_and_what_is_left(series: Series):
    third = occurrence(series, 3)
    cancel_series(third, "following", by=third.moderator, now=MONDAY)
    text = series_mails.cancelled(only_person(series).id).text
    off, left = text.split("Diese finden wie geplant statt")
    assert ("22. Januar" in off, "29. Januar" in off, "8. Januar" in left) == (True, True, True)
    cancel_series(third, "all", by=third.moderator, now=MONDAY)
    text = series_mails.cancelled(only_person(series).id).text
    assert "Sie müssen nichts tun" in text
    assert "Diese finden" not in text


def test_a_mail_about_one_day_leads_in_by_the_series_and_is_answered_for_that_day(series: Series):
    [erika] = people_at(series, 3)
    mail = mails.changed(erika.id)
    assert series_link_for(only_person(series)) in mail.text
    assert f"{link_for(erika)}answer/" in mail.text


def test_a_single_cancellation_says_that_the_link_goes_on(series: Series):
    [erika] = people_at(series, 2)
    second = occurrence(series, 2)
    cancel_appointment(second, by=second.moderator.user, now=MONDAY)
    assert "Ihr Link führt wie bisher zu den anderen Terminen" in mails.cancelled(erika.id).text


def test_nothing_is_said_when_there_is_nothing_to_say():
    series = make_series(ERIKA, BERND)
    person = series.people.first()
    assert series_mails.cancelled(person.id) is None
    first = occurrence(series, 1)
    cancel_series(first, "all", by=first.moderator, now=MONDAY)
    assert series_mails.invitation(person.id) is None
    with time_machine.travel(TUESDAY_10 + WEEK * 4, tick=False):
        assert series_mails.cancelled(person.id) is None
    Participant.objects.update(email="")
    assert series_mails.cancelled(person.id) is None


@pytest.mark.parametrize("kind", ["invitation", "changed", "cancelled", "withdrawn"])
def test_the_mail_app_knows_each_kind(kind: str):
    assert renderer_of(f"appointments.{kind}_in_series")(uuid4()) is None
