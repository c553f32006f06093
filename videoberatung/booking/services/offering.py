"""Times that get free are offered to those who wait, one after the other.

All of it follows from what stands in the database: who waits, what is free, what was offered.
So it may run as often as it likes and be killed at any point; an offer, its hold and its mail
come into being together or not at all.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction

from videoberatung.appointments.models import Appointment
from videoberatung.base.errors import RefusedError
from videoberatung.booking.availability import Slot, availability_of
from videoberatung.booking.models import BookableService, Booking, Hold, Offer, WaitingEntry
from videoberatung.booking.services.booking import Visitor, book_offered
from videoberatung.booking.services.holding import hold_slot, lock_calendars, release
from videoberatung.booking.wishes import offered_until
from videoberatung.mail.services import queue_mail
from videoberatung.practices.models import Practice
from videoberatung.trail.services import record

log = structlog.get_logger()

OFFER = "booking.offer"


def offer_what_is_free(now: datetime) -> int:
    """In all practices where somebody waits; how many offers were made."""
    waiting = WaitingEntry.objects.on_the_list(now).order_by()
    practices = Practice.objects.filter(waiting_entries__in=waiting).distinct()
    return sum(offer_in(practice, now=now) for practice in practices)


def offer_after_change(appointment_id: UUID, *, now: datetime) -> None:
    """One query where nobody waits."""
    waiting = WaitingEntry.objects.on_the_list(now).order_by()
    appointments = Appointment.objects.filter(
        id=appointment_id, practice__in=waiting.values("practice")
    )
    if changed := appointments.select_related("practice").first():
        offer_in(changed.practice, now=now)


def offer_in(practice: Practice, *, now: datetime) -> int:
    """To each who waits and thinks about nothing else, the first time that suits them."""
    made = 0
    for service in practice.bookable_services.on_offer():
        service.practice = practice
        waiting = service.waiting_entries.on_the_list(now).without_open_offer(now)
        for entry in waiting.select_related("provider"):
            made += _offer_first_that_suits(service, entry, now=now)
    return made


@transaction.atomic
def accept(entry: WaitingEntry, *, now: datetime) -> Booking:
    """Make an appointment of the open offer; whoever has one leaves the list.

    Raises RefusedError("offer_over") and what `confirm` raises.
    """
    offer = _open_offer(entry, now=now)
    if offer.hold is None:
        raise RefusedError("offer_over")
    visitor = Visitor(entry.name, entry.email, entry.language, has_shown_address=True)
    booking = book_offered(offer.hold, visitor, now=now)
    WaitingEntry.objects.filter(id=entry.id).delete()
    _trace("booking.offer_accepted", entry)
    return booking


@transaction.atomic
def decline(entry: WaitingEntry, *, now: datetime) -> None:
    """The next one hears of it; this one stays on the list. Raises RefusedError("offer_over")."""
    offer = _open_offer(entry, now=now)
    offer.answered_at = now
    offer.save(update_fields=["answered_at"])
    if offer.hold is not None:
        release(offer.hold)
    _trace("booking.offer_declined", entry)
    transaction.on_commit(lambda: _offer_to_the_next(entry.practice, now=now), robust=True)


def _offer_to_the_next(practice: Practice, *, now: datetime) -> None:
    offer_in(practice, now=now)


def _open_offer(entry: WaitingEntry, *, now: datetime) -> Offer:
    WaitingEntry.objects.select_for_update().filter(id=entry.id).first()
    offer = Offer.objects.open(now).filter(entry=entry).first()
    if offer is None:
        raise RefusedError("offer_over")
    return offer


def _offer_first_that_suits(
    service: BookableService, entry: WaitingEntry, *, now: datetime
) -> bool:
    offered = set(entry.offers.values_list("provider_id", "starts_at"))
    for slot in _slots_for(service, entry, now=now):
        if (slot.provider.id, slot.starts_at) not in offered:
            return _offer(service, entry, slot, now=now)
    return False


def _slots_for(service: BookableService, entry: WaitingEntry, *, now: datetime) -> Iterator[Slot]:
    """That meet the wish, in order of time."""
    providers = [entry.provider] if entry.provider else service.providers_now()
    zone = service.practice.zone
    for slot in availability_of(service, providers, now=now).all_slots():
        if entry.before is not None and slot.starts_at >= entry.before:
            return
        if entry.wish.is_met_by(slot.starts_at, zone):
            yield slot


@transaction.atomic
def _offer(service: BookableService, entry: WaitingEntry, slot: Slot, *, now: datetime) -> bool:
    """False if somebody was faster, or it begins too soon to think about it."""
    until = offered_until(now, starts_at=slot.starts_at, zone=service.practice.zone)
    if until is None:
        return False
    lock_calendars([slot.provider])
    WaitingEntry.objects.select_for_update().filter(id=entry.id).first()
    waiting = WaitingEntry.objects.on_the_list(now).without_open_offer(now)
    if not waiting.filter(id=entry.id).exists():
        return False
    Hold.objects.expired(now).filter(offer__entry=entry).delete()
    try:
        hold = hold_slot(
            service, [slot.provider], slot.starts_at, instead_of=None, until=until, now=now
        )
    except RefusedError:
        return False
    offer = Offer.objects.create(
        practice_id=entry.practice_id,
        entry=entry,
        provider=slot.provider,
        starts_at=slot.starts_at,
        hold=hold,
        expires_at=until,
    )
    queue_mail(OFFER, offer.id, until=until)
    _trace("booking.offered", entry)
    return True


def _trace(action: str, entry: WaitingEntry) -> None:
    record(action, practice=entry.practice_id, actor=None, subject=entry.id)
    log.info(action.replace(".", "_"), practice=str(entry.practice_id))
