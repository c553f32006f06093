"""Each file is read by two libraries that know nothing of ours, nor of each other."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject
from django.conf import settings
from django.test import Client
from django.urls import reverse
from ical.calendar_stream import IcsCalendarStream

from videoberatung.appointments import mails
from videoberatung.appointments.access import link_for
from videoberatung.appointments.calendar_files import cancellation_for, copy_of, request_for
from videoberatung.appointments.models import Participant
from videoberatung.appointments.services import cancel_appointment, change_appointment
from videoberatung.appointments.tests.factories import (
    ERIKA,
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
    make_plan,
)
from videoberatung.practices.tests.factories import make_member, make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

HALF_AN_HOUR = timedelta(minutes=30)
# Both changes of clocks of a year, an hour before and an hour after each.
AROUND_CHANGES = [
    datetime(2030, 3, 31, hour, minute, tzinfo=UTC) for hour, minute in ((0, 30), (1, 0), (1, 30))
] + [datetime(2030, 10, 27, hour, 30, tzinfo=UTC) for hour in (0, 1)]


def read(content: bytes):
    """The one event, as each library understands it."""
    [by_ical] = IcsCalendarStream.calendar_from_ics(content.decode()).events
    by_vobject = vobject.readOne(content.decode()).vevent
    return by_ical, by_vobject


def test_an_invitation_says_when_where_and_who():
    participant = make_participant()
    one, other = read(request_for(participant, now=MONDAY))
    assert one.dtstart == other.dtstart.value == TUESDAY_10
    assert one.dtend == other.dtend.value == TUESDAY_10 + HALF_AN_HOUR
    assert one.location == other.location.value == link_for(participant)
    assert one.organizer.uri == "mailto:termine@videoberatung.example"
    assert one.organizer.common_name == "Praxis am Markt"
    assert [who.uri for who in one.attendees] == ["mailto:erika@example.org"]
    assert one.summary == other.summary.value == "Videotermin"
    assert "Dr. Ada Sommer" in other.description.value


@pytest.mark.parametrize("starts_at", AROUND_CHANGES, ids=str)
def test_times_around_a_change_of_clocks_are_right(starts_at: datetime):
    participant = make_participant(make_appointment(starts_at=starts_at))
    one, other = read(request_for(participant, now=MONDAY))
    assert one.dtstart.astimezone(UTC) == other.dtstart.value.astimezone(UTC) == starts_at
    assert one.dtend.astimezone(UTC) == starts_at + HALF_AN_HOUR


def test_the_zone_comes_along_and_is_that_of_the_practice():
    practice = make_practice()
    practice.time_zone = "Atlantic/Canary"
    practice.save()
    content = request_for(make_participant(make_appointment(make_member(practice))), now=MONDAY)
    assert b"BEGIN:VTIMEZONE\r\nTZID:Atlantic/Canary" in content
    assert b"DTSTART;TZID=Atlantic/Canary:20300108T090000" in content
    assert len(content) < 4096


def test_a_change_of_time_has_the_same_name_and_a_higher_number():
    participant = make_participant()
    appointment = participant.appointment
    before, _ = read(request_for(participant, now=MONDAY))
    moved = make_plan(
        appointment.moderator,
        *[ERIKA.__class__(**vars(ERIKA) | {"participant": participant.id})],
        starts_at=TUESDAY_10 + timedelta(hours=2),
    )
    change_appointment(appointment, moved, by=appointment.moderator.user, now=MONDAY)
    part = mails.changed(participant.id).calendar
    after, _ = read(part.content)
    assert part.method == "REQUEST"
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert after.dtstart == TUESDAY_10 + timedelta(hours=2)


def test_a_cancelled_appointment_leaves_the_calendar():
    participant = make_participant()
    before, _ = read(mails.invitation(participant.id).calendar.content)
    appointment = participant.appointment
    cancel_appointment(appointment, by=appointment.moderator.user, now=MONDAY)
    part = mails.cancelled(participant.id).calendar
    after, other = read(part.content)
    assert part.method == "CANCEL"
    assert b"METHOD:CANCEL" in part.content
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    assert after.status == other.status.value == "CANCELLED"
    assert not hasattr(other, "location")


def test_who_is_taken_out_gets_a_higher_number_than_who_stays():
    participant = make_participant()
    invited, _ = read(request_for(participant, now=MONDAY))
    participant.removed_at, participant.link_version = MONDAY, None
    taken_out, _ = read(cancellation_for(participant, now=MONDAY))
    assert taken_out.sequence == invited.sequence + 1


def test_nothing_of_the_title_or_of_others_is_in_the_file_of_a_participant():
    appointment = make_appointment(title="Suchtberatung")
    participant = make_participant(appointment)
    make_participant(appointment, name="Bernd Beispiel", email="bernd@example.org")
    content = request_for(participant, now=MONDAY)
    unfolded = content.replace(b"\r\n ", b"")
    assert b"erika@example.org" in unfolded  # the control
    for secret in (b"Suchtberatung", b"Bernd", b"bernd@example.org"):
        assert secret not in unfolded


@pytest.mark.parametrize(
    "name",
    [
        'Erika "Rika" Muster',
        "Muster; Erika, Dr.",
        "Эрика Мустер",
        "\N{GRINNING FACE}" * 60,
        "a:b^n",
    ],
)
def test_a_name_stays_a_name_and_opens_no_other_line(name: str):
    content = request_for(make_participant(name=name), now=MONDAY)
    one, _other = read(content)
    assert [who.uri for who in one.attendees] == ["mailto:erika@example.org"]
    # RFC 5545, section 3.1: lines of at most 75 octets.
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_the_mail_carries_it_for_programs_and_as_a_file():
    part = mails.invitation(make_participant().id).calendar
    assert part.file_name == "termin.ics"
    assert b"Videotermin" in part.content


def test_the_practice_takes_it_into_its_own_calendar(client: Client):
    participant = make_participant(make_appointment(title="Kontrolle, zweiter Teil"))
    client.force_login(participant.appointment.moderator.user)
    answer = client.get(reverse("appointments:calendar-file", args=[participant.appointment_id]))
    one, other = read(answer.content)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="termin.ics"'
    assert one.summary == other.summary.value == "Kontrolle, zweiter Teil"
    assert participant.email not in answer.content.decode()


def test_the_name_of_an_event_tells_nothing_but_the_appointment():
    appointment = make_appointment()
    one, _ = read(copy_of(appointment, now=MONDAY))
    assert one.uid == f"{appointment.id}@localhost"
    assert settings.PUBLIC_URL.startswith("http://localhost")
    assert Participant.objects.count() == 0
