from datetime import timedelta

import pytest

from videoberatung.appointments.models import CONTACTS_KEPT
from videoberatung.appointments.services import (
    extend_appointment,
    note_session_ended,
    open_again,
)
from videoberatung.appointments.tests.factories import MONDAY, TUESDAY_10, make_appointment
from videoberatung.base.errors import RefusedError
from videoberatung.trail.models import Entry

pytestmark = pytest.mark.django_db

END = TUESDAY_10 + timedelta(minutes=30)
QUARTER = timedelta(minutes=15)


def test_a_longer_appointment_keeps_the_door_open():
    appointment = make_appointment()
    longer = extend_appointment(
        appointment, minutes=15, by=appointment.moderator.user, now=TUESDAY_10
    )
    assert longer.ends_at == END + QUARTER
    assert longer.door_state(END) == "open"
    assert Entry.objects.get().action == "appointment.extended"


def test_what_is_just_over_counts_from_now():
    appointment = make_appointment()
    now = END + QUARTER
    longer = extend_appointment(appointment, minutes=15, by=appointment.moderator.user, now=now)
    assert longer.ends_at == now + QUARTER


@pytest.mark.parametrize(
    ("minutes", "now", "code"),
    [(15, END + CONTACTS_KEPT, "over"), (12 * 60, TUESDAY_10, "too_long")],
)
def test_it_does_not_last_for_ever(minutes: int, now, code: str):
    appointment = make_appointment()
    by = appointment.moderator.user
    with pytest.raises(RefusedError, match=code):
        extend_appointment(appointment, minutes=minutes, by=by, now=now)


def test_what_is_cancelled_does_not_get_longer():
    appointment = make_appointment(cancelled_at=MONDAY)
    with pytest.raises(RefusedError, match="cancelled"):
        extend_appointment(appointment, minutes=15, by=appointment.moderator.user, now=TUESDAY_10)


def test_an_ended_session_is_opened_again_under_a_new_number():
    appointment = make_appointment()
    by = appointment.moderator.user
    note_session_ended(appointment, now=TUESDAY_10)
    note_session_ended(appointment, now=TUESDAY_10)
    appointment.refresh_from_db()
    assert appointment.door_state(TUESDAY_10) == "ended"

    opened = open_again(appointment, by=by, now=TUESDAY_10)
    assert (opened.session_number, opened.door_state(TUESDAY_10)) == (2, "open")
    assert open_again(appointment, by=by, now=TUESDAY_10).session_number == 2
    assert Entry.objects.get().action == "appointment.opened_again"


@pytest.mark.parametrize(
    ("cancelled_at", "now", "code"), [(MONDAY, TUESDAY_10, "cancelled"), (None, END, "over")]
)
def test_what_does_not_take_place_is_not_opened_again(cancelled_at, now, code: str):
    appointment = make_appointment(cancelled_at=cancelled_at)
    note_session_ended(appointment, now=TUESDAY_10)
    with pytest.raises(RefusedError, match=code):
        open_again(appointment, by=appointment.moderator.user, now=now)
