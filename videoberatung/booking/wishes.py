"""What somebody on the waiting list would like, and how long an offer waits. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.appointments.wall_time import first_moment_from

NOON = time(12)
# People look into their mail by day: an offer of the evening waits until the morning.
DAY_BEGINS, DAY_ENDS = time(8), time(20)
THINKING_TIME = timedelta(minutes=60)
# An offer that could be looked at for less than this is none.
SHORTEST_OFFER = timedelta(minutes=15)


class PartOfDay(TextChoices):
    ANY = "any", gettext_lazy("at any time")
    MORNING = "morning", gettext_lazy("in the morning")
    AFTERNOON = "afternoon", gettext_lazy("in the afternoon")


@dataclass(frozen=True)
class Wish:
    """`weekdays` empty: all; `before` None: however late."""

    weekdays: frozenset[int] = frozenset()
    part_of_day: PartOfDay = PartOfDay.ANY
    before: datetime | None = None

    def is_met_by(self, starts_at: datetime, zone: ZoneInfo) -> bool:
        local = starts_at.astimezone(zone)
        if self.before is not None and starts_at >= self.before:
            return False
        if self.weekdays and local.weekday() not in self.weekdays:
            return False
        if self.part_of_day is PartOfDay.ANY:
            return True
        is_morning = local.time() < NOON
        return is_morning == (self.part_of_day is PartOfDay.MORNING)


def in_words(weekdays: Sequence[int]) -> str:
    """ "Monday, Wednesday", in the current language."""
    if not weekdays:
        return _("on all days")
    return ", ".join(str(WEEKDAYS[day]) for day in sorted(weekdays))


def offered_until(now: datetime, *, starts_at: datetime, zone: ZoneInfo) -> datetime | None:
    """When an offer made now ends: after an hour of the day, at the latest when it begins.

    None if that leaves too little time to answer.
    """
    end = min(_after_an_hour_by_day(now, zone), starts_at)
    return end if end - now >= SHORTEST_OFFER else None


def _after_an_hour_by_day(now: datetime, zone: ZoneInfo) -> datetime:
    local = now.astimezone(zone)
    if local.time() < DAY_BEGINS:
        return first_moment_from(local.date(), DAY_BEGINS, zone) + THINKING_TIME
    tomorrow = local.date() + timedelta(days=1)
    in_the_morning = first_moment_from(tomorrow, DAY_BEGINS, zone)
    if local.time() >= DAY_ENDS:
        return in_the_morning + THINKING_TIME
    left_today = first_moment_from(local.date(), DAY_ENDS, zone) - now
    if left_today >= THINKING_TIME:
        return now + THINKING_TIME
    return in_the_morning + THINKING_TIME - left_today
