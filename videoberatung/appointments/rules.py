"""Which plans may be. Pure but for the words of the refusals.

Each raises RefusedError with a code of refusals.py.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from videoberatung.appointments import refusals as refusals  # registers the sentences
from videoberatung.appointments.recurrence import MOST_OCCURRENCES
from videoberatung.base.errors import RefusedError
from videoberatung.practices.models import Membership
from videoberatung.practices.models.practice import LONGEST_MINUTES, SHORTEST_MINUTES
from videoberatung.practices.models.practice import MOST_PEOPLE as MOST_PEOPLE

SHORTEST = timedelta(minutes=SHORTEST_MINUTES)
LONGEST = timedelta(minutes=LONGEST_MINUTES)
FARTHEST = timedelta(days=2 * 366)
FEWEST_OCCURRENCES = 2
# Live rooms are told of every version of a link that is dead.
MOST_LINKS = 10
INVITATIONS_PER_HOUR = 600
# Five mails an hour to the same person about the same appointment are enough.
BETWEEN_INVITATIONS = timedelta(minutes=12)


def check_span(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at - starts_at < SHORTEST:
        raise RefusedError("too_short")
    if ends_at - starts_at > LONGEST:
        raise RefusedError("too_long")


def check_start(starts_at: datetime, *, now: datetime) -> None:
    if starts_at < now - timedelta(minutes=1):  # the minute that is running may be chosen
        raise RefusedError("in_the_past")
    if starts_at > now + FARTHEST:
        raise RefusedError("too_far_ahead")


def check_move(
    started_at: datetime, starts_at: datetime, ends_at: datetime, *, now: datetime
) -> None:
    """From a start at `started_at` to another span, or only to another end."""
    if starts_at != started_at:
        if now >= started_at:
            raise RefusedError("already_started")
        check_start(starts_at, now=now)
    if ends_at <= now:
        raise RefusedError("in_the_past")


def check_moderator(moderator: Membership) -> None:
    if not moderator.holds_consultations or moderator.ended_at is not None:
        raise RefusedError("not_a_provider")


def check_moderators(moderators: Iterable[Membership]) -> None:
    for moderator in moderators:
        check_moderator(moderator)


def check_belong(moderators: Iterable[Membership], practice_id: UUID) -> None:
    """No form offers anybody else's: whoever comes here with one has made a mistake."""
    if {one.practice_id for one in moderators} != {practice_id}:
        raise ValueError("the moderator belongs to another practice")


def check_people(count: int, *, most: int) -> None:
    """`most` is what the practice has chosen, never above MOST_PEOPLE."""
    if count < 1:
        raise RefusedError("nobody_invited")
    if count > most:
        raise RefusedError("too_many_people", num=most)


def check_days(days: Sequence[date]) -> None:
    """Of a series that is to be planned."""
    if len(days) < FEWEST_OCCURRENCES:
        raise RefusedError("too_few_occurrences")
    if len(days) > MOST_OCCURRENCES:
        raise RefusedError("too_many_occurrences", num=MOST_OCCURRENCES)


def check_is_alive(state: str) -> None:
    """For a change of something that is neither cancelled nor over (window.py)."""
    if state in ("cancelled", "over"):
        raise RefusedError(state)


def check_can_be_answered(state: str, starts_at: datetime, *, now: datetime) -> None:
    """An answer may be given and changed until the start."""
    check_is_alive(state)
    if now >= starts_at or state == "ended":
        raise RefusedError("answered_too_late")


def check_wishes(wishes: Sequence[datetime], *, now: datetime) -> None:
    for number, wish in enumerate(wishes, 1):
        if wish <= now:
            raise RefusedError("wish_in_the_past", num=number)
        if wish > now + FARTHEST:
            raise RefusedError("wish_too_far_ahead", num=number)
