from datetime import timedelta

import pytest
from django.utils.timezone import now as present

from videoberatung.appointments.erasing import forget_as_participant
from videoberatung.appointments.models import (
    Appointment,
    Participant,
    Series,
    SeriesParticipant,
)
from videoberatung.appointments.promises import check_guests_are_forgotten
from videoberatung.appointments.tests.factories import MONDAY, TUESDAY_10
from videoberatung.appointments.tests.series_factories import (
    make_series,
    occurrence,
    only_person,
    people_at,
)
from videoberatung.privacy.erasure import erase_expired
from videoberatung.privacy.holdings import Subject

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
WEEK = timedelta(weeks=1)
FIRST_ERASED = TUESDAY_10 + HOUR * 1.5
LAST_ERASED = FIRST_ERASED + WEEK * 3


@pytest.mark.promise(14)
def test_nothing_ties_a_past_appointment_to_the_name_that_the_next_one_still_knows():
    series = make_series()
    erase_expired(FIRST_ERASED)
    past, ahead = people_at(series, 1)[0], people_at(series, 2)[0]
    assert (past.name, past.email, past.in_series, past.link_version) == ("", "", None, None)
    assert (ahead.name, ahead.in_series) == ("Erika Muster", only_person(series))


@pytest.mark.promise(14)
def test_with_the_last_appointment_the_link_of_the_series_goes():
    series = make_series()
    erase_expired(LAST_ERASED - HOUR)
    assert SeriesParticipant.objects.exists()
    erase_expired(LAST_ERASED)
    assert not SeriesParticipant.objects.exists()
    assert Series.objects.get() == series, "rule and plan stay as long as an appointment does"


@pytest.mark.promise(14)
def test_the_check_sees_a_link_that_outlives_its_appointments():
    series = make_series()
    erase_expired(LAST_ERASED)
    assert check_guests_are_forgotten(LAST_ERASED + HOUR).state == "kept"
    SeriesParticipant.objects.create(practice=series.practice, series=series, since=1)
    assert check_guests_are_forgotten(LAST_ERASED + HOUR).state == "broken"


def test_the_series_goes_with_its_last_appointment():
    make_series()
    erase_expired(TUESDAY_10 + WEEK * 2 + timedelta(days=91))
    assert Appointment.objects.count() == 1
    assert Series.objects.exists()
    erase_expired(TUESDAY_10 + WEEK * 3 + timedelta(days=91))
    assert not Series.objects.exists()


def test_whoever_ends_their_account_is_forgotten_in_what_is_past_and_expected_in_the_rest():
    series = make_series()
    person = Subject(id=only_person(series).id, addresses=frozenset({"erika@example.org"}))
    forget_as_participant(person, TUESDAY_10 + HOUR)
    assert [people_at(series, position)[0].name for position in (1, 2)] == ["", "Erika Muster"]
    assert only_person(series).occurrences.count() == 3


def test_and_their_link_goes_when_nothing_is_to_come():
    series = make_series()
    series.appointments.update(cancelled_at=MONDAY)
    person = Subject(id=only_person(series).id, addresses=frozenset({"erika@example.org"}))
    forget_as_participant(person, MONDAY)
    assert not SeriesParticipant.objects.exists()
    assert {one.name for one in Participant.objects.all()} == {""}


def test_a_deleted_practice_leaves_no_series():
    series = make_series()
    assert occurrence(series, 1).created_at <= present()
    series.practice.appointments.all().delete()
    erase_expired(MONDAY)
    assert not Series.objects.exists()
    assert not SeriesParticipant.objects.exists()
