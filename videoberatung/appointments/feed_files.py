"""A calendar feed as programs subscribe to it (RFC 5545, RFC 7986)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event, Timezone

from videoberatung.appointments.calendar_files import PRODUCT, event_of
from videoberatung.appointments.feeds import AHEAD, BACK, Entry

REFRESHED_EVERY = timedelta(hours=1)


def feed_file(entries: Sequence[Entry], *, name: str, time_zone: str, now: datetime) -> bytes:
    """`name`: what the program calls the calendar. The same entries give the same file."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for known_as in ("name", "x-wr-calname"):
        calendar.add(known_as, name)
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for zone in sorted({time_zone, *(one.appointment.practice.time_zone for one in entries)}):
        calendar.add_component(_zone(zone, now))
    for entry in entries:
        calendar.add_component(_event(entry))
    content: bytes = calendar.to_ical()
    return content


def _zone(time_zone: str, now: datetime) -> Timezone:
    """Its changes of clocks from the year the feed begins in to the year it ends in."""
    first = (now - BACK).date().replace(month=1, day=1)
    last = (now + AHEAD).date().replace(month=12, day=31)
    return Timezone.from_tzid(time_zone, first_date=first, last_date=last)


def _event(entry: Entry) -> Event:
    appointment = entry.appointment
    # Not the time of asking: then no two answers would be the same.
    event = event_of(appointment, now=appointment.changed_at)
    event.add("last-modified", appointment.changed_at)
    event.add("summary", entry.summary)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    if entry.description:
        event.add("description", entry.description)
    if entry.url:
        event.add("url", entry.url)
    return event
