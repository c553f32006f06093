"""A person's series as one event that repeats (RFC 5545; iTIP: RFC 5546).

What is different on one day comes along as that day's own event under the same name, and days
without an appointment for them are taken out of the rule.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from icalendar import Event, vRecur

from videoberatung.appointments.calendar_files import (
    address_to,
    event_of,
    file_of,
    place_in_series,
    uid_of,
)
from videoberatung.appointments.models import (
    Appointment,
    AppointmentQuerySet,
    Participant,
    SeriesParticipant,
)
from videoberatung.appointments.recurrence import rule_from


def request_for_series(
    person: SeriesParticipant, rows: Sequence[Participant], *, now: datetime
) -> bytes:
    """All of it as it is now (METHOD:REQUEST). `rows` are theirs that are ahead, at least one."""
    ahead = {row.appointment_id: row for row in rows}
    whole = _whole(person, rows[0], now=now)
    events = [whole]
    for one in _appointments(person):
        is_missing = one.ends_at > now and one.id not in ahead
        if one.cancelled_at or is_missing:
            whole.add("exdate", one.planned_at)
        elif not _is_as_planned(one, person, rows[0]):
            event = event_of(one, now=now)
            place_in_series(event, one, person)
            address_to(event, ahead.get(one.id, rows[0]), method="REQUEST")
            events.append(event)
    return file_of("REQUEST", events, last=person.series.days[-1])


def cancellation_for_series(
    person: SeriesParticipant, rows: Sequence[Participant], *, is_all: bool, now: datetime
) -> bytes:
    """Take days out of the calendar (METHOD:CANCEL), or the whole event when it `is_all`."""
    events = []
    for row in rows[:1] if is_all else rows:
        event = event_of(row.appointment, now=now)
        place_in_series(event, row.appointment, person)
        # Higher than what came before, also for who is taken out of it alone.
        event.sequence += 1
        if is_all:
            del event["recurrence-id"]
        address_to(event, row, method="CANCEL")
        events.append(event)
    return file_of("CANCEL", events)


def _whole(person: SeriesParticipant, row: Participant, *, now: datetime) -> Event:
    series = person.series
    event = event_of(row.appointment, now=now)
    start = series.planned_at(person.since)
    event["uid"] = uid_of(person.id)
    event.sequence = series.sequence
    del event["dtstart"], event["dtend"]
    event.add("dtstart", start)
    event.add("dtend", (start.astimezone(UTC) + series.duration).astimezone(series.zone))
    event.add("rrule", vRecur.from_ical(rule_from(series.rule, person.since)))
    address_to(event, row, method="REQUEST")
    return event


def _is_as_planned(one: Appointment, person: SeriesParticipant, row: Participant) -> bool:
    """Nothing about it was ever changed; then the rule says it all.

    False where the clocks skip or repeat the hour, too (Python finds no moment in another zone
    equal to such a time): what we make of it is said to every calendar program.
    """
    return (
        one.sequence == 0
        and one.starts_at == one.planned_at
        and one.ends_at - one.starts_at == person.series.duration
        and one.moderator_id == row.appointment.moderator_id
    )


def _appointments(person: SeriesParticipant) -> AppointmentQuerySet:
    of_series = person.series.appointments.select_related("practice", "series")
    return of_series.filter(position__gte=person.since).in_place()
