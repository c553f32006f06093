from datetime import timedelta

import pytest

from videoberatung.appointments.access import participant_for, token_for
from videoberatung.appointments.models import Answer, Appointment, Participant
from videoberatung.appointments.promises import check_guests_are_forgotten
from videoberatung.appointments.services import extend_appointment
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_answer,
    make_appointment,
    make_participant,
)
from videoberatung.practices.models import Practice
from videoberatung.privacy.checks import check_the_inventory
from videoberatung.privacy.erasure import count_overdue, erase_expired

pytestmark = pytest.mark.django_db

END = TUESDAY_10 + timedelta(minutes=30)
HOUR = timedelta(hours=1)
# The job runs every five minutes: what is due within the hour must be gone at its last run.
LAST_RUN = END + HOUR - timedelta(minutes=5)


@pytest.mark.promise(14)
@pytest.mark.parametrize("cancelled_at", [None, MONDAY], ids=["held", "cancelled"])
def test_within_an_hour_of_the_end_only_a_number_is_left(cancelled_at):
    participant = make_participant(make_appointment(cancelled_at=cancelled_at))
    token = token_for(participant)
    erase_expired(END)
    assert participant_for(token) == participant, "needed as long as it could go on"

    erase_expired(LAST_RUN)
    participant.refresh_from_db()
    left = (participant.name, participant.email, participant.language, participant.link_version)
    assert left == ("", "", "", None)
    assert participant.display_name == "Teilnehmer 1"
    assert participant_for(token) is None


@pytest.mark.promise(14)
@pytest.mark.parametrize("cancelled_at", [None, MONDAY], ids=["held", "cancelled"])
def test_answers_go_with_the_names(cancelled_at):
    erika = make_participant(make_appointment(cancelled_at=cancelled_at))
    make_answer(erika, text="Kanarienvogel")
    erase_expired(END)
    assert Answer.objects.get().text == "Kanarienvogel"
    erase_expired(LAST_RUN)
    assert not Answer.objects.exists()


@pytest.mark.promise(14)
def test_note_and_invitation_text_go_with_the_names():
    appointment = make_appointment()
    Appointment.objects.update(note="Kanarienvogel", invitation_text="Kanarienvogel")
    erase_expired(END)
    appointment.refresh_from_db()
    assert appointment.note == "Kanarienvogel", "needed as long as it could go on"
    erase_expired(LAST_RUN)
    appointment.refresh_from_db()
    assert (appointment.note, appointment.invitation_text) == ("", "")


@pytest.mark.promise(14)
def test_also_of_those_who_were_removed():
    participant = make_participant(link_version=None)
    Participant.objects.update(removed_at=MONDAY)
    erase_expired(LAST_RUN)
    participant.refresh_from_db()
    assert (participant.name, participant.email) == ("", "")


@pytest.mark.promise(14)
def test_an_extension_counts():
    participant = make_participant()
    appointment = participant.appointment
    extend_appointment(appointment, minutes=60, by=appointment.moderator.user, now=TUESDAY_10)
    erase_expired(LAST_RUN)
    participant.refresh_from_db()
    assert participant.name == "Erika Muster"
    erase_expired(LAST_RUN + HOUR)
    participant.refresh_from_db()
    assert participant.name == ""


@pytest.mark.promise(14)
def test_the_appointment_goes_after_ninety_days():
    make_participant()
    erase_expired(END + timedelta(days=89))
    assert Appointment.objects.exists()
    erase_expired(END + timedelta(days=90))
    assert not Appointment.objects.exists()
    assert not Participant.objects.exists()


@pytest.mark.promise(14)
def test_each_practice_chooses_how_long_its_appointments_stay():
    short, long = make_appointment(), make_appointment()
    Practice.objects.filter(id=short.practice_id).update(retention_days=7)
    Practice.objects.filter(id=long.practice_id).update(retention_days=365)
    erase_expired(END + timedelta(days=7) - timedelta(seconds=1))
    assert Appointment.objects.count() == 2
    assert count_overdue(Appointment, END + timedelta(days=7)) == 1
    erase_expired(END + timedelta(days=7))
    assert list(Appointment.objects.all()) == [long]
    assert count_overdue(Appointment, END + timedelta(days=364)) == 0
    erase_expired(END + timedelta(days=365))
    assert not Appointment.objects.exists()


@pytest.mark.promise(26)
def test_an_appointment_kept_longer_than_its_practice_has_chosen_breaks_the_promise():
    appointment = make_appointment()
    Practice.objects.update(retention_days=7)
    late = END + timedelta(days=8)
    assert check_the_inventory(late).state == "broken"
    Practice.objects.filter(id=appointment.practice_id).update(retention_days=9)
    assert check_the_inventory(late).state == "kept"


@pytest.mark.promise(14)
def test_the_check_sees_an_answer_that_is_left():
    late = END + HOUR + timedelta(seconds=1)
    make_answer(make_participant(name="", email="", link_version=None))
    assert check_guests_are_forgotten(END + HOUR).state == "kept"
    assert check_guests_are_forgotten(late).state == "broken"


@pytest.mark.promise(14)
@pytest.mark.parametrize(
    "rest",
    [
        {"name": "Erika Muster", "link_version": None},
        {"email": "erika@example.org", "link_version": None},
        {"email": "erika@example.org", "link_version": 1},
    ],
    ids=["name", "address", "link"],
)
@pytest.mark.breaks(14)
def test_the_check_sees_whoever_is_still_known(rest: dict[str, object]):
    make_participant()
    late = END + HOUR + timedelta(seconds=1)
    erase_expired(late)
    assert check_guests_are_forgotten(late).state == "kept"
    make_participant(**({"name": "", "email": "", "link_version": None} | rest))
    assert check_guests_are_forgotten(END + HOUR).state == "kept"
    assert check_guests_are_forgotten(late).state == "broken"
