from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
)
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member, make_practice

pytestmark = pytest.mark.django_db


def test_upcoming_are_those_that_still_last_next_first():
    late = make_appointment(starts_at=TUESDAY_10 + timedelta(hours=2))
    running = make_appointment()
    make_appointment(cancelled_at=MONDAY)
    make_appointment(starts_at=MONDAY)
    now = TUESDAY_10 + timedelta(minutes=10)
    assert list(Appointment.objects.upcoming(now)) == [running, late]


def test_past_are_those_over_and_those_cancelled_last_first():
    cancelled = make_appointment(cancelled_at=MONDAY)
    over = make_appointment(starts_at=MONDAY)
    make_appointment()
    assert list(Appointment.objects.past(TUESDAY_10)) == [cancelled, over]


def test_a_day_holds_what_reaches_into_it():
    hour = timedelta(hours=1)
    inside = make_appointment()
    overnight = make_appointment(starts_at=TUESDAY_10 - hour, minutes=90)
    make_appointment(starts_at=TUESDAY_10 - hour, minutes=60)
    make_appointment(starts_at=TUESDAY_10 + hour)
    found = Appointment.objects.between(TUESDAY_10, TUESDAY_10 + hour)
    assert list(found) == [overnight, inside]


def test_a_provider_reaches_their_own_and_an_organiser_all():
    practice = make_practice()
    ada, ben = make_member(practice), make_member(practice)
    organiser = make_member(practice, Role.ORGANISER)
    own = make_appointment(ada)
    others = make_appointment(ben)
    assert list(practice.appointments.within_reach_of(ada)) == [own]
    assert set(practice.appointments.within_reach_of(organiser)) == {own, others}


def test_a_list_with_people_costs_three_queries_for_any_number(django_assert_num_queries):
    for _ in range(3):
        make_participant(make_appointment())
    with django_assert_num_queries(3):
        for appointment in Appointment.objects.with_people():
            assert appointment.moderator.user.display_name
            assert [one.display_name for one in appointment.participants.all()]


def test_without_a_name_a_number_stays():
    participant = make_participant()
    assert participant.display_name == "Erika Muster"
    participant.name = ""
    assert participant.display_name == "Teilnehmer 1"


def test_minutes_follow_from_start_and_end():
    assert make_appointment(minutes=45).minutes == 45


@pytest.mark.parametrize(
    "change",
    [
        {"ends_at": TUESDAY_10},
        {"ends_at": MONDAY},
        {"ended_session": 2},
        {"session_number": 0},
    ],
)
def test_the_database_refuses_what_cannot_be(change: dict[str, object]):
    appointment = make_appointment()
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(id=appointment.id).update(**change)


def test_one_submission_is_one_appointment_in_each_practice():
    first, elsewhere = make_appointment(), make_appointment()
    Appointment.objects.filter(id=elsewhere.id).update(submission=first.submission)
    twin = make_appointment(first.moderator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(id=twin.id).update(submission=first.submission)


@pytest.mark.parametrize(
    "change",
    [
        {"number": 0},
        {"link_version": 0},
        {"name": "", "email": ""},  # nobody who is erased has a link
        {"removed_at": MONDAY},  # nobody who was removed has one
    ],
)
def test_the_database_refuses_links_of_nobody(change: dict[str, object]):
    participant = make_participant()
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.filter(id=participant.id).update(**change)


def test_a_number_is_used_again_only_after_its_owner_was_removed():
    first = make_participant()
    second = make_participant(first.appointment)
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.filter(id=second.id).update(number=1)
    Participant.objects.filter(id=first.id).update(removed_at=MONDAY, link_version=None)
    assert Participant.objects.filter(id=second.id).update(number=1) == 1
