"""When a notice takes effect. Pure."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# Whole days between the notice and the erasure, in which it can be taken back.
GRACE = timedelta(days=14)
REMINDER_BEFORE = timedelta(days=3)
# The operator is told so long before a request is due.
ANSWER_REMINDER_BEFORE = timedelta(days=7)
# A wished date further away than this is more likely a slip of the pen.
FARTHEST = timedelta(days=366)
# A contract that is proved for as long as claims from it can be raised: three years from the
# end of the year, §§ 195, 199 BGB.
YEARS_OF_CLAIMS = 3
# The operator's: notices are received, and contracts end, by the clock of this place.
ZONE = ZoneInfo("Europe/Berlin")


def end_of(received_at: datetime, wished: date | None = None) -> datetime:
    """The midnight that ends the last day: 14 days after the notice, or a later day wished."""
    earliest = received_at.astimezone(ZONE).date() + GRACE
    last_day = max(earliest, wished or earliest)
    return _midnight(last_day + timedelta(days=1))


def last_day_of(ends_at: datetime) -> date:
    """The last day on which everything still works."""
    return (ends_at.astimezone(ZONE) - timedelta(microseconds=1)).date()


def due_of(received_at: datetime) -> datetime:
    """The midnight that ends the month for an answer (Art. 12(3) GDPR; §§ 187, 188 BGB)."""
    received_on = received_at.astimezone(ZONE).date()
    year, month = received_on.year + received_on.month // 12, received_on.month % 12 + 1
    # § 188(3) BGB: where the month has no such day, its last one.
    day = min(received_on.day, monthrange(year, month)[1])
    return _midnight(date(year, month, day) + timedelta(days=1))


def proof_ends_at(closed_at: datetime) -> datetime:
    year = closed_at.astimezone(ZONE).year
    return _midnight(date(year + YEARS_OF_CLAIMS + 1, 1, 1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZONE)
