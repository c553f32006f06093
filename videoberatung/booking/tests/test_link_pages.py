"""What clients do by the link in the mail; opening it changes nothing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from videoberatung.booking.limits import CONFIRM_TIME
from videoberatung.booking.links import booking_link, booking_token
from videoberatung.booking.tests.factories import (
    BERND,
    MONDAY_10,
    WEDNESDAY_9,
    make_booking,
    make_open_booking,
    make_service,
)
from videoberatung.booking.tests.pages import shown
from videoberatung.mail.sending import send_due_mail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

CLOCK = re.compile(r"\d\d:\d\d")


def path(booking, step: str = "") -> str:
    return f"/booking/{booking_token(booking)}/{step}"


def test_programs_that_open_links_book_and_cancel_nothing(client: Client):
    asked, booked = make_open_booking(), make_booking()
    for url in (path(asked), path(booked), path(booked, "cancel/"), path(booked, "move/")):
        for method in (client.get, client.head):
            assert method(url).status_code == 200
    assert client.get(path(asked, "confirm/")).status_code == 405
    asked.refresh_from_db()
    booked.refresh_from_db()
    assert asked.appointment is None
    assert booked.appointment.cancelled_at is None


def test_who_presses_too_late_is_led_to_other_times(client: Client):
    booking = make_open_booking()
    with time_machine.travel(MONDAY_10 + CONFIRM_TIME, tick=False):
        page = client.get(path(booking))
        assert page.status_code == 410
        assert "The time to confirm is over" in shown(page)
        client.post(path(booking, "confirm/"))
    assert booking.practice.appointments.count() == 0


def test_a_link_that_was_altered_opens_nothing(client: Client):
    token = booking_token(make_open_booking())
    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x", "ü" * 48):
        assert client.get(f"/booking/{wrong}/").status_code == 404


def test_cancelling_is_asked_once(client: Client):
    booking = make_booking()
    assert "Cancel the appointment?" in shown(client.get(path(booking, "cancel/")))
    page = shown(client.post(path(booking, "cancel/"), follow=True))
    assert "Your appointment is cancelled" in page


def test_moving_shows_the_same_times_as_everybody_sees(client: Client):
    service = make_service()
    booking = make_booking(service)
    make_booking(service, visitor=BERND, starts_at=WEDNESDAY_9 + timedelta(minutes=60))
    page = shown(client.get(path(booking, "move/") + "?day=2030-01-09"))
    offered = page[page.index("In the morning") :]
    assert CLOCK.findall(offered)[:3] == ["09:00", "09:30", "10:30"]
    later = WEDNESDAY_9 + timedelta(minutes=30)
    page = shown(client.post(path(booking, "move/"), {"start": later.isoformat()}, follow=True))
    assert "Your appointment is moved." in page
    assert CLOCK.findall(page)[:2] == ["09:30", "10:00"]


def test_who_is_overtaken_while_moving_reads_so_and_keeps_the_old_time(client: Client):
    service = make_service()
    booking = make_booking(service)
    later = WEDNESDAY_9 + timedelta(minutes=30)
    make_booking(service, visitor=BERND, starts_at=later)
    page = shown(client.post(path(booking, "move/"), {"start": later.isoformat()}, follow=True))
    assert "Somebody was faster" in page
    booking.refresh_from_db()
    assert booking.appointment.starts_at == WEDNESDAY_9


def test_too_late_to_change_the_page_says_so(client: Client):
    booking = make_booking()
    with time_machine.travel(WEDNESDAY_9 - timedelta(hours=23), tick=False):
        assert "Please call the practice" in shown(client.get(path(booking)))
        for step in ("cancel/", "move/"):
            page = shown(client.post(path(booking, step), {"start": ""}, follow=True))
            assert "This can no longer be changed here" in page
    booking.refresh_from_db()
    assert booking.appointment.cancelled_at is None


def test_invitation_and_calendar_of_the_practice_know_that_it_was_booked_online(client: Client):
    booking = make_booking()
    send_due_mail(MONDAY_10)
    letter = next(one for one in mail.outbox if one.to == ["erika@example.org"])
    assert booking_link(booking) in str(letter.body)
    client.force_login(booking.provider.user)
    for page in ("/portal/appointments/", f"/portal/appointments/{booking.appointment_id}/"):
        assert "booked online" in shown(client.get(page))


def test_who_cancels_by_themselves_does_not_read_that_the_practice_did(client: Client):
    booking = make_booking()
    client.post(path(booking, "cancel/"))
    send_due_mail(MONDAY_10)
    letter = next(one for one in reversed(mail.outbox) if one.to == ["erika@example.org"])
    assert "Abgesagt" in letter.subject
    assert "hat diesen Termin" not in str(letter.body)


def test_where_mails_say_little_from_outside_those_of_the_booking_do_too():
    service = make_service()
    practice = service.practice
    practice.has_neutral_mails = True
    practice.save()
    make_open_booking(service)
    send_due_mail(MONDAY_10)
    [letter] = mail.outbox
    first_words = str(letter.body).split("-- ")[0]
    assert practice.name not in first_words + letter.subject + letter.from_email
    assert "Video" not in first_words


def test_the_mail_to_the_practice_names_no_client():
    booking = make_booking()
    send_due_mail(MONDAY_10)
    letter = next(one for one in mail.outbox if one.to == [booking.provider.user.email])
    assert "Online gebucht: 9. Januar, 09:00" in letter.subject
    assert "Erika" not in letter.subject + str(letter.body)
