"""Addresses by which calendar programs read along."""

from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.models import CalendarFeed
from videoberatung.practices.models import Membership
from videoberatung.trail.services import record

log = structlog.get_logger()


@transaction.atomic
def open_feed(
    user: User, membership: Membership | None, *, shows_titles: bool, now: datetime
) -> CalendarFeed:
    """Make the address, or let the one there is show more or less."""
    feed, is_new = CalendarFeed.objects.get_or_create(
        user=user,
        membership=membership,
        defaults={"shows_titles": shows_titles, "changed_at": now},
    )
    if is_new:
        _trace("calendar_feed.opened", feed)
    elif feed.shows_titles != shows_titles:
        feed.shows_titles, feed.changed_at = shows_titles, now
        feed.save(update_fields=["shows_titles", "changed_at"])
        _trace("calendar_feed.changed", feed)
    return feed


@transaction.atomic
def renew_feed(feed: CalendarFeed, *, now: datetime) -> CalendarFeed:
    """Another address; the one so far opens nothing any more."""
    feed = CalendarFeed.objects.select_for_update().get(id=feed.id)
    feed.link_version, feed.changed_at = feed.link_version + 1, now
    feed.save(update_fields=["link_version", "changed_at"])
    _trace("calendar_feed.renewed", feed)
    return feed


@transaction.atomic
def close_feed(feed: CalendarFeed) -> None:
    _trace("calendar_feed.closed", feed)
    feed.delete()


def forget_orphaned_feeds() -> int:
    """Delete those of places that have ended; how many."""
    count, _by_table = CalendarFeed.objects.orphaned().delete()
    return count


def _trace(action: str, feed: CalendarFeed) -> None:
    practice = feed.membership.practice_id if feed.membership else None
    record(action, practice=practice, actor=feed.user_id, subject=feed.id)
    log.info("calendar_feed_changed", reason=action)
