"""From the clock on the wall of the practice to a moment. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def moment_of(day: date, clock: time, zone: ZoneInfo) -> datetime | None:
    """The moment (UTC) when a clock there shows this; None in the hour that summer time skips.

    In the hour that comes twice in autumn it is the first.
    """
    shown = datetime.combine(day, clock.replace(tzinfo=None))
    moment = shown.replace(tzinfo=zone).astimezone(UTC)
    exists = moment.astimezone(zone).replace(tzinfo=None) == shown
    return moment if exists else None


def first_moment_from(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment (UTC) from which a clock there shows this or later: where summer time skips it,
    that is the moment of the change."""
    shown = datetime.combine(day, clock.replace(tzinfo=None))
    while (moment := moment_of(shown.date(), shown.time(), zone)) is None:
        shown += timedelta(minutes=1)
    return moment


def day_of(moment: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of the day there, and the first of the next; 23 to 25 hours apart."""
    today = moment.astimezone(zone).date()
    tomorrow = date.fromordinal(today.toordinal() + 1)
    return (
        datetime.combine(today, time(), zone),
        datetime.combine(tomorrow, time(), zone),
    )
