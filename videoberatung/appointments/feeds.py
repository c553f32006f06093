"""What a calendar feed holds, and by which address it is read.

The address is a key: whoever has it reads along. So it opens as little as possible, names
nobody who takes part, and dies with the account, the place in the practice and its rights.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from videoberatung.accounts.models import User
from videoberatung.accounts.second_factor import has_second_factor
from videoberatung.appointments.models import (
    Appointment,
    AppointmentQuerySet,
    CalendarFeed,
    Participant,
)
from videoberatung.appointments.own import own_participants
from videoberatung.appointments.words import moderators_in_words
from videoberatung.base.tokens import is_token_of, row_named_in, token_of
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Action, may

_PURPOSE = "appointments: calendar feed"
BACK, AHEAD = timedelta(days=30), timedelta(days=366)
# More than one person holds in a year; writing them takes a second.
MOST_ENTRIES = 2_000


@dataclass(frozen=True)
class Entry:
    """What a calendar program reads of one appointment. `description` may be empty."""

    appointment: Appointment
    summary: str
    description: str
    url: str


def address_of(feed: CalendarFeed) -> str:
    """Never stored, always made anew."""
    token = token_of(feed.id, feed.link_version, purpose=_PURPOSE)
    return f"{settings.PUBLIC_URL}{reverse('appointments:feed', args=[token])}"


def feed_for(token: str) -> CalendarFeed | None:
    """Whom the address was made for, while they may still read it; None for anything else.

    One query, one more where the practice asks for a second factor.
    """
    named = row_named_in(token)
    if named is None:
        return None
    feed = CalendarFeed.objects.with_surroundings().filter(id=named).first()
    if feed is None or not is_token_of(token, feed.id, feed.link_version, purpose=_PURPOSE):
        return None
    return feed if _may_read(feed.user, feed.membership) else None


def _may_read(user: User, member: Membership | None) -> bool:
    if member is None:
        return True
    sees_some = may(member, Action.PLAN_OWN) or may(member, Action.PLAN_ALL)
    is_locked_out = member.practice.requires_second_factor and not has_second_factor(user)
    return member.ended_at is None and sees_some and not is_locked_out


def entries_of(feed: CalendarFeed, *, now: datetime) -> list[Entry]:
    """In the current language and in order of time. One or two queries."""
    if feed.membership is not None:
        held = _held(feed.membership, now).filter(cancelled_at=None, published_at__isnull=False)
        appointments = held.select_related("practice")[:MOST_ENTRIES]
        return [_entry(one, shows_titles=feed.shows_titles) for one in appointments]
    invited = own_participants(feed.user).of_time(*_window(now))
    return [
        _own_entry(one, shows_titles=feed.shows_titles)
        for one in invited.filter(appointment__cancelled_at=None)[:MOST_ENTRIES]
    ]


def changed_at(feed: CalendarFeed, *, now: datetime) -> datetime:
    """Not before this moment there was something else to read. One query.

    Also what has left the feed counts; by day, because days leave it too.
    """
    if feed.membership is not None:
        practice = feed.membership.practice
        around = practice.appointments.between(*_window(now))
        latest = around.aggregate(latest=Max("changed_at"))["latest"]
    else:
        invited = Participant.objects.of_account(feed.user)
        latest = invited.aggregate(latest=Max("appointment__changed_at"))["latest"]
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    moments: list[datetime] = [feed.changed_at, morning, *filter(None, [latest])]
    return max(moments)


def fingerprint_of(entries: Iterable[Entry]) -> str:
    """Differs when anything that is read differs."""
    facts: list[Any] = [
        (
            str(one.appointment.id),
            one.appointment.changed_at.isoformat(),
            one.appointment.practice.time_zone,
            one.summary,
            one.description,
        )
        for one in entries
    ]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


def _held(member: Membership, now: datetime) -> AppointmentQuerySet:
    """Their own; of who holds none, those they plan."""
    appointments: AppointmentQuerySet = member.practice.appointments.between(*_window(now))
    if member.holds_consultations:
        return appointments.held_by(member)
    return appointments.within_reach_of(member)


def _window(now: datetime) -> tuple[datetime, datetime]:
    return now - BACK, now + AHEAD


def _entry(appointment: Appointment, *, shows_titles: bool) -> Entry:
    path = reverse("appointments:detail", args=[appointment.id])
    summary = appointment.title if shows_titles else _("Busy")
    return Entry(appointment, summary, "", f"{settings.PUBLIC_URL}{path}" if shows_titles else "")


def _own_entry(participant: Participant, *, shows_titles: bool) -> Entry:
    """Without the link of the invitation: programs copy what they read to many places."""
    appointment = participant.appointment
    if not shows_titles:
        return Entry(appointment, _("Busy"), "", "")
    url = f"{settings.PUBLIC_URL}{reverse('appointments:mine')}"
    if appointment.practice.has_neutral_mails:
        return Entry(appointment, _("Appointment"), "", url)
    moderator = _("with %(moderator)s") % {"moderator": moderators_in_words(appointment.moderators)}
    description = f"{moderator}\n{appointment.practice.name}"
    return Entry(appointment, _("Appointment by video"), description, url)
