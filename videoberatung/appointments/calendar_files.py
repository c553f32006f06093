"""Appointments as files that calendar programs take (RFC 5545, iTIP: RFC 5546)."""

from collections.abc import Sequence
from datetime import date, datetime
from email.utils import parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from videoberatung.appointments.models import Appointment, Participant, SeriesParticipant
from videoberatung.appointments.series_access import way_for
from videoberatung.appointments.words import moderators_in_words

PRODUCT = "-//Videoberatung//Videoberatung//DE"


def request_for(participant: Participant, *, now: datetime) -> bytes:
    """Put it into the calendar, or bring what is there to the present state (METHOD:REQUEST)."""
    return _invited("REQUEST", participant, now=now)


def cancellation_for(participant: Participant, *, now: datetime) -> bytes:
    """Take it out of the calendar again (METHOD:CANCEL): cancelled, or not invited any more."""
    return _invited("CANCEL", participant, now=now)


def copy_of(appointment: Appointment, *, now: datetime) -> bytes:
    """For the calendar of whoever holds it (METHOD:PUBLISH); names no participant."""
    event = event_of(appointment, now=now)
    event.add("summary", appointment.title)
    event.add("status", "CANCELLED" if appointment.cancelled_at else "CONFIRMED")
    return file_of("PUBLISH", [event])


def _invited(method: str, participant: Participant, *, now: datetime) -> bytes:
    """In the current language. Says as little as the mail's subject does: calendars are
    copied to many places, and read over many shoulders."""
    appointment = participant.appointment
    event = event_of(appointment, now=now)
    if participant.in_series is not None:
        place_in_series(event, appointment, participant.in_series)
    if participant.removed_at is not None:
        # Taking one person out is a change for that person alone (RFC 5546, section 3.2.5).
        event.sequence += 1
    address_to(event, participant, method=method)
    return file_of(method, [event])


def address_to(event: Event, participant: Participant, *, method: str) -> None:
    """Who it is between, and how one gets in; in the current language."""
    appointment = participant.appointment
    is_neutral = appointment.practice.has_neutral_mails
    event.add("summary", _("Appointment") if is_neutral else _("Appointment by video"))
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    # RFC 5546, section 3.2.2: without organizer and attendee it is no invitation.
    sender = "" if is_neutral else appointment.practice.name
    event.add("organizer", _address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], sender))
    event.add("attendee", _attendee(participant))
    if method == "REQUEST":
        event.add("location", way_for(participant))
        event.add("url", way_for(participant))
        if not is_neutral:
            event.add("description", _description(appointment))


def place_in_series(event: Event, appointment: Appointment, person: SeriesParticipant) -> None:
    """To calendars it is one day of the one event that the series is to this person."""
    event["uid"] = uid_of(person.id)
    event.sequence = appointment.sequence + person.series.sequence
    event.add("recurrence-id", appointment.planned_at)


def uid_of(row: UUID) -> str:
    return f"{row}@{urlsplit(settings.PUBLIC_URL).hostname}"


def event_of(appointment: Appointment, *, now: datetime) -> Event:
    starts_at, ends_at = _written(appointment)
    event = Event()
    event.add("uid", uid_of(appointment.id))
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", starts_at)
    event.add("dtend", ends_at)
    event.add("class", "PRIVATE")
    return event


def _written(appointment: Appointment) -> tuple[datetime, datetime]:
    """In the practice's time, as people think of it; in UTC where the clocks show one twice.

    RFC 5545, section 3.3.5: a local time that occurs twice means the first of the two.
    """
    zone = appointment.practice.zone
    local = appointment.starts_at.astimezone(zone), appointment.ends_at.astimezone(zone)
    exists_twice = any(
        moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset() for moment in local
    )
    return (appointment.starts_at, appointment.ends_at) if exists_twice else local


def file_of(method: str, events: Sequence[Event], *, last: date | None = None) -> bytes:
    """`last`: up to when they repeat."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    # Without the two dates the library writes the changes of clocks of a whole century.
    years = [event.DTSTART.year for event in events] + ([last.year] if last else [])
    calendar.add_missing_timezones(
        first_date=date(min(years), 1, 1), last_date=date(max(years) + 1, 1, 1)
    )
    content: bytes = calendar.to_ical()
    return content


def _description(appointment: Appointment) -> str:
    practice = appointment.practice
    lines = [
        _("with %(moderator)s") % {"moderator": moderators_in_words(appointment.moderators)},
        practice.name,
        _("Phone %(phone)s") % {"phone": practice.phone} if practice.phone else "",
    ]
    return "\n".join(filter(None, lines))


def _attendee(participant: Participant) -> vCalAddress:
    attendee = _address(participant.email, participant.name)
    # The answer is given on our page: nobody reads replies to this address.
    attendee.params |= {"partstat": vText("NEEDS-ACTION"), "rsvp": vText("FALSE")}
    return attendee


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["cn"] = vText(name)
    return address
