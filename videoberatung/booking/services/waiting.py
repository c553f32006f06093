"""The waiting list: joining, leaving."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError
from videoberatung.booking.limits import CONFIRM_TIME, MOST_WAITING_ENTRIES, WAITING_TIME
from videoberatung.booking.models import BookableService, Hold, WaitingEntry
from videoberatung.booking.services.booking import Visitor
from videoberatung.booking.wishes import Wish
from videoberatung.mail.services import queue_mail
from videoberatung.practices.models import Membership, Practice
from videoberatung.trail.services import record

log = structlog.get_logger()

JOIN = "booking.join"


@dataclass(frozen=True)
class Wanted:
    """`provider` None: whoever is free."""

    wish: Wish
    provider: Membership | None


@transaction.atomic
def ask_to_join(
    service: BookableService, visitor: Visitor, wanted: Wanted, *, now: datetime
) -> WaitingEntry:
    """On the list once the link in the mail is pressed; at once for who is signed in.

    Raises what `join` raises.
    """
    entry = WaitingEntry.objects.create(
        practice_id=service.practice_id,
        service=service,
        provider=wanted.provider,
        name=visitor.name,
        email=visitor.email,
        language=visitor.language,
        weekdays=sorted(wanted.wish.weekdays),
        part_of_day=wanted.wish.part_of_day,
        before=wanted.wish.before,
        expires_at=now + CONFIRM_TIME,
    )
    if visitor.has_shown_address:
        join(entry, now=now)
    else:
        queue_mail(JOIN, entry.id, until=entry.expires_at)
    return entry


@transaction.atomic
def join(entry: WaitingEntry, *, now: datetime) -> None:
    """For thirty days; a second time changes nothing. Who waits for the same already keeps
    their place, with the new wishes.

    Raises RefusedError("entry_over"), "too_many_entries".
    """
    Practice.objects.select_for_update().get(id=entry.practice_id)
    entry = WaitingEntry.objects.select_for_update().get(id=entry.id)
    if entry.joined_at is not None:
        return
    if now >= entry.expires_at:
        raise RefusedError("entry_over")
    others = entry.practice.waiting_entries.on_the_list(now).of_address(entry.email)
    same = others.filter(service=entry.service).first()
    if same is None and others.count() >= MOST_WAITING_ENTRIES:
        raise RefusedError("too_many_entries", num=MOST_WAITING_ENTRIES)
    entry.joined_at = same.joined_at if same else now
    entry.expires_at = now + WAITING_TIME
    entry.save(update_fields=["joined_at", "expires_at"])
    if same is not None:
        _remove(same)
    _trace("booking.waiting_joined", entry, by=None)


@transaction.atomic
def leave(entry: WaitingEntry, *, by: User | None) -> None:
    """Nothing is left of it; what was kept for them is free. `by`: somebody of the practice."""
    _remove(entry)
    _trace("booking.waiting_left", entry, by=by)


def _remove(entry: WaitingEntry) -> None:
    Hold.objects.filter(offer__entry=entry.id).delete()
    WaitingEntry.objects.filter(id=entry.id).delete()


def _trace(action: str, entry: WaitingEntry, *, by: User | None) -> None:
    actor = by.id if by else None
    record(action, practice=entry.practice_id, actor=actor, subject=entry.id)
    log.info(action.replace(".", "_"), practice=str(entry.practice_id))
