"""From the clock on the wall of the practice to a moment. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def moment_of(day: date, clock: time, zone: ZoneInfo) -> datetime | None:
    """The moment (UTC) when a clock there shows this; None in the hour that summer time skips.

    In the hour that comes twice in autumn it is the first.
    """
    moment = moment_or_later(day, clock, zone)
    exists = moment.astimezone(zone).replace(tzinfo=None) == _shown(day, clock)
    return moment if exists else None


def first_moment_from(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment (UTC) from which a clock there shows this or later: where summer time skips it,
    that is the moment of the change."""
    shown = datetime.combine(day, clock.replace(tzinfo=None))
    while (moment := moment_of(shown.date(), shown.time(), zone)) is None:
        shown += timedelta(minutes=1)
    return moment


def moment_or_later(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The same, and in the hour that is skipped as much later as the clocks are put forward.

    RFC 5545, section 3.3.5: so do calendar programs with what repeats.
    """
    return _shown(day, clock).replace(tzinfo=zone).astimezone(UTC)


def day_of(moment: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of the day there, and the first of the next; 23 to 25 hours apart."""
    today = moment.astimezone(zone).date()
    tomorrow = date.fromordinal(today.toordinal() + 1)
    return (
        datetime.combine(today, time(), zone),
        datetime.combine(tomorrow, time(), zone),
    )


def _shown(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock.replace(tzinfo=None))
