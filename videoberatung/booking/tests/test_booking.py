"""From a held time to an appointment, and what clients may do with it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail

from videoberatung.appointments.models import Participant
from videoberatung.appointments.services import cancel_appointment
from videoberatung.appointments.tests.factories import make_appointment
from videoberatung.base.errors import RefusedError
from videoberatung.booking.limits import CONFIRM_TIME, MOST_BOOKINGS_AHEAD
from videoberatung.booking.models import Booking, Hold
from videoberatung.booking.services.booking import ask_to_confirm, confirm, withdraw
from videoberatung.booking.services.changing import cancel_booking, may_change, move_booking
from videoberatung.booking.tests.factories import (
    BERND,
    ERIKA,
    MONDAY_10,
    WEDNESDAY_9,
    make_booking,
    make_hold,
    make_open_booking,
    make_service,
)
from videoberatung.booking.tests.test_holding import is_free
from videoberatung.mail.sending import send_due_mail
from videoberatung.privacy.erasure import erase_expired
from videoberatung.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

HALF_AN_HOUR = timedelta(minutes=30)


def letters() -> list[tuple[str, str]]:
    """What has left: to whom and with which subject."""
    mail.outbox.clear()
    while send_due_mail(MONDAY_10):
        pass
    return [(one.to[0], one.subject) for one in mail.outbox]


def test_the_link_in_the_mail_makes_an_appointment_of_it():
    booking = make_open_booking()
    [(to, subject)] = letters()
    assert (to, subject) == (ERIKA.email, "Bitte bestätigen Sie Ihren Termin")
    appointment = confirm(booking, by=None, now=MONDAY_10)
    assert (appointment.starts_at, appointment.minutes) == (WEDNESDAY_9, 30)
    assert appointment.moderator == booking.provider
    [participant] = appointment.participants.all()
    assert (participant.name, participant.email) == (ERIKA.name, ERIKA.email)
    assert {to for to, _subject in letters()} == {ERIKA.email, booking.provider.user.email}
    actions = set(Entry.objects.values_list("action", flat=True))
    assert actions == {"appointment.planned", "booking.confirmed"}


def test_nothing_that_was_typed_reaches_an_address_before_its_owner_confirms():
    """Else anybody could have texts of their own sent to strangers (threat T15)."""
    make_open_booking(visitor=replace(ERIKA, name="Gewinn auf boese.example"))
    letters()
    [letter] = mail.outbox
    assert "boese" not in letter.subject + letter.body + str(letter.alternatives)


def test_a_second_press_gives_the_same_appointment():
    booking = make_open_booking()
    first = confirm(booking, by=None, now=MONDAY_10)
    assert confirm(booking, by=None, now=MONDAY_10) == first
    assert booking.practice.appointments.count() == 1


def test_once_confirmed_the_name_stands_with_the_participant_alone():
    booking = make_booking()
    assert (booking.name, booking.email, booking.language) == ("", "", "")
    assert Hold.objects.count() == 0


def test_too_late_is_too_late_and_the_time_is_free():
    booking = make_open_booking()
    late = MONDAY_10 + CONFIRM_TIME
    with pytest.raises(RefusedError, match="confirmation_over"):
        confirm(booking, by=None, now=late)
    assert is_free(booking.service, now=late)
    assert Participant.objects.count() == 0


def test_what_is_not_confirmed_is_erased():
    booking = make_open_booking()
    erase_expired(MONDAY_10 + CONFIRM_TIME - timedelta(minutes=1))
    assert Booking.objects.filter(id=booking.id).exists()
    erase_expired(MONDAY_10 + CONFIRM_TIME)
    assert not Booking.objects.filter(id=booking.id).exists()


def test_what_is_confirmed_is_not_erased_before_its_appointment():
    booking = make_booking()
    erase_expired(MONDAY_10 + CONFIRM_TIME)
    assert Booking.objects.filter(id=booking.id).exists()


def test_what_the_practice_has_planned_there_meanwhile_comes_first():
    booking = make_open_booking()
    make_appointment(booking.provider, starts_at=WEDNESDAY_9)
    with pytest.raises(RefusedError, match="slot_taken"):
        confirm(booking, by=None, now=MONDAY_10)


def test_who_corrects_the_address_gets_another_mail_and_the_first_link_ends():
    first = make_open_booking()
    version = first.link_version
    hold = Hold.objects.get()
    again = ask_to_confirm(hold, BERND, earlier=first, now=MONDAY_10)
    assert again == first
    assert again.link_version == version + 1
    assert [to for to, _subject in letters()] == [BERND.email]


def test_one_address_books_only_so_much_ahead_and_only_its_owner_is_told():
    service = make_service()
    for number in range(MOST_BOOKINGS_AHEAD):
        make_booking(service, starts_at=WEDNESDAY_9 + number * HALF_AN_HOUR)
    starts_at = WEDNESDAY_9 + timedelta(days=1)
    one_more = make_open_booking(service, starts_at=starts_at)
    with pytest.raises(RefusedError, match="too_many_bookings"):
        confirm(one_more, by=None, now=MONDAY_10)
    withdraw(one_more)
    other = make_open_booking(service, visitor=BERND, starts_at=starts_at)
    confirm(other, by=None, now=MONDAY_10)


def test_who_wants_it_no_more_leaves_nothing_behind():
    booking = make_open_booking()
    withdraw(booking)
    assert not Booking.objects.exists()
    assert is_free(booking.service)


def test_withdrawing_does_not_undo_what_is_confirmed():
    booking = make_booking()
    withdraw(booking)
    assert Booking.objects.filter(id=booking.id).exists()


def test_a_client_cancels_in_time_and_the_time_is_free():
    booking = make_booking()
    cancel_booking(booking, now=MONDAY_10)
    cancel_booking(booking, now=MONDAY_10)
    assert is_free(booking.service)
    assert Entry.objects.filter(action="booking.cancelled").count() == 1
    letters()
    assert {one.to[0] for one in mail.outbox} == {ERIKA.email, booking.provider.user.email}


def test_a_client_moves_it_and_keeps_the_link():
    booking = make_booking()
    [participant] = booking.appointment.participants.all()
    later = WEDNESDAY_9 + HALF_AN_HOUR
    move_booking(booking, [booking.provider], later, now=MONDAY_10)
    appointment = booking.practice.appointments.get()
    assert appointment.starts_at == later
    assert list(appointment.participants.taking_part()) == [participant]
    assert is_free(booking.service)
    assert not is_free(booking.service, later)


def test_an_appointment_is_not_in_its_own_way():
    """An hour that is moved by half an hour."""
    booking = make_booking(make_service(minutes=60))
    move_booking(booking, [booking.provider], WEDNESDAY_9 + HALF_AN_HOUR, now=MONDAY_10)
    assert booking.practice.appointments.get().starts_at == WEDNESDAY_9 + HALF_AN_HOUR


def test_nobody_moves_to_where_somebody_else_is():
    service = make_service()
    booking = make_booking(service)
    make_booking(service, visitor=BERND, starts_at=WEDNESDAY_9 + HALF_AN_HOUR)
    with pytest.raises(RefusedError, match="slot_taken"):
        move_booking(booking, [booking.provider], WEDNESDAY_9 + HALF_AN_HOUR, now=MONDAY_10)


def test_later_than_the_practice_allows_nothing_is_changed():
    booking = make_booking()
    day_before = WEDNESDAY_9 - timedelta(hours=24)
    assert may_change(booking, now=day_before)
    late = day_before + timedelta(minutes=1)
    assert not may_change(booking, now=late)
    with pytest.raises(RefusedError, match="change_too_late"):
        cancel_booking(booking, now=late)
    with pytest.raises(RefusedError, match="change_too_late"):
        move_booking(booking, [booking.provider], WEDNESDAY_9 + HALF_AN_HOUR, now=late)
    assert booking.practice.appointments.get().cancelled_at is None


def test_where_the_practice_leaves_it_to_nobody_nothing_is_changed():
    booking = make_booking()
    booking.practice.booking_page.changes_until_hours = None
    booking.practice.booking_page.save()
    with pytest.raises(RefusedError, match="change_too_late"):
        cancel_booking(booking, now=MONDAY_10)


def test_what_the_practice_has_cancelled_cannot_be_moved():
    booking = make_booking()
    cancel_appointment(booking.appointment, by=None, now=MONDAY_10)
    booking.refresh_from_db()
    with pytest.raises(RefusedError, match="change_too_late"):
        move_booking(booking, [booking.provider], WEDNESDAY_9 + HALF_AN_HOUR, now=MONDAY_10)


def test_a_service_of_so_many_a_day_counts_bookings_and_those_being_made():
    service = make_service(most_per_day=1)
    hold = make_hold(service)
    with pytest.raises(RefusedError, match="slot_taken"):
        make_hold(service, starts_at=WEDNESDAY_9 + HALF_AN_HOUR)
    booking = ask_to_confirm(hold, ERIKA, earlier=None, now=MONDAY_10)
    confirm(booking, by=None, now=MONDAY_10)
    with pytest.raises(RefusedError, match="slot_taken"):
        make_hold(service, starts_at=WEDNESDAY_9 + HALF_AN_HOUR)
