"""What a planned time collides with. Nothing is refused for it: the person is asked."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videoberatung.appointments.models import Appointment
from videoberatung.appointments.words import when_in_words
from videoberatung.practices.models import Membership
from videoberatung.practices.opening_hours import are_open
from videoberatung.practices.services.hours import hours_of

Span = tuple[datetime, datetime]
# Of a whole series there may be more.
MOST_NAMED = 10


@dataclass(frozen=True)
class Conflict:
    """`title` is empty where the person who plans may not see what it is."""

    starts_at: datetime
    ends_at: datetime
    moderator: Membership
    title: str

    def in_words(self, now: datetime) -> str:
        """ "Dr. Maren Linde: Today, 14:30 - 15:00, check-up"."""
        zone = self.moderator.practice.zone
        return _("%(name)s: %(when)s, %(title)s") % {
            "name": self.moderator.user.display_name,
            "when": when_in_words(self.starts_at, self.ends_at, zone=zone, now=now),
            "title": self.title or _("another appointment"),
        }


@dataclass(frozen=True)
class Conflicts:
    found: list[Conflict]

    @property
    def answer(self) -> str:
        """What comes back with the yes to just these. Tells nothing that the page does not."""
        facts = sorted(f"{one.moderator.id} {one.starts_at} {one.ends_at}" for one in self.found)
        return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]

    def are_answered_by(self, answer: str) -> bool:
        """Whether nothing is left to ask."""
        return not self.found or answer == self.answer

    def in_words(self, now: datetime) -> list[str]:
        """A line for each, the last one for those beyond MOST_NAMED."""
        lines = [one.in_words(now) for one in self.found[:MOST_NAMED]]
        if unnamed := len(self.found) - len(lines):
            lines.append(
                ngettext("and %(number)s more", "and %(number)s more", unnamed)
                % {"number": unnamed}
            )
        return lines


def conflicts_of(
    spans: Iterable[Span],
    *,
    moderators: Collection[Membership],
    member: Membership,
    besides: Collection[UUID] = (),
) -> Conflicts:
    """What else these moderators hold at these times, as `member` may see it.

    `besides`: ids or submissions of what is being planned itself. Two queries for each span
    and moderator.
    """
    return Conflicts(
        [
            conflict
            for span in spans
            for moderator in moderators
            for conflict in _conflicts(span, moderator, member=member, besides=besides)
        ]
    )


def is_outside_hours(span: Span, member: Membership) -> bool:
    """Whether the practice has opening hours and this lies outside. One query."""
    zone = member.practice.zone
    start, end = (moment.astimezone(zone) for moment in span)
    return not are_open(hours_of(member.practice), start, end)


def _conflicts(
    span: Span, moderator: Membership, *, member: Membership, besides: Collection[UUID]
) -> list[Conflict]:
    appointments = member.practice.appointments.exclude(id__in=besides)
    busy = appointments.exclude(submission__in=besides).overlapping(moderator, *span)
    seen = set(busy.within_reach_of(member).values_list("id", flat=True))
    return [_conflict(one, moderator, is_seen=one.id in seen) for one in busy]


def _conflict(appointment: Appointment, moderator: Membership, *, is_seen: bool) -> Conflict:
    title = appointment.title if is_seen else ""
    return Conflict(appointment.starts_at, appointment.ends_at, moderator, title)
