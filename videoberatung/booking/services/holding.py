"""Keeping a time free. Two people for one time: the database lets one of them have it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from videoberatung.base.errors import RefusedError
from videoberatung.booking import refusals as refusals  # registers the sentences
from videoberatung.booking.availability import NOTHING, Mine, availability_of
from videoberatung.booking.limits import MOST_HOLDS
from videoberatung.booking.models import BookableService, Hold
from videoberatung.practices.models import Membership

OLD = timedelta(hours=1)


@transaction.atomic
def hold_slot(
    service: BookableService,
    providers: Sequence[Membership],
    starts_at: datetime,
    *,
    instead_of: Hold | None,
    until: datetime,
    now: datetime,
) -> Hold:
    """Keep it with the first of `providers` who is free then; `instead_of` is given back.

    Raises RefusedError("slot_taken") if none is, "too_many_holds".
    """
    lock_calendars(providers)
    # Only under their lock: two that clear away the same rows would wait for each other.
    Hold.objects.expired(now).filter(provider__in=list(providers)).delete()
    if instead_of is not None:
        Hold.objects.filter(id=instead_of.id).delete()
    if Hold.objects.living(now).filter(practice=service.practice_id).count() >= MOST_HOLDS:
        raise RefusedError("too_many_holds")
    provider = free_provider(service, providers, starts_at, now=now)
    return Hold.objects.create(
        practice_id=service.practice_id,
        service=service,
        provider=provider,
        starts_at=starts_at,
        ends_at=starts_at + service.rules.length,
        expires_at=until,
    )


@transaction.atomic
def release(hold: Hold) -> None:
    """Free at once for the others; nothing happens if it is gone already."""
    Hold.objects.filter(id=hold.id).delete()


def forget_old_holds(now: datetime) -> int:
    """Those nobody was in the way of; how many."""
    return Hold.objects.expired(now - OLD).delete()[0]


def lock_calendars(providers: Sequence[Membership]) -> None:
    """Until the end of the transaction nobody else books with any of them.

    PostgreSQL locks the rows, in the order of their ids so that two never wait for each other;
    on SQLite a transaction that writes is alone anyway (`transaction_mode=IMMEDIATE`).
    """
    ids = [one.id for one in providers]
    list(Membership.objects.select_for_update().filter(id__in=ids).order_by("id").values("id"))


def free_provider(
    service: BookableService,
    providers: Sequence[Membership],
    starts_at: datetime,
    *,
    now: datetime,
    mine: Mine = NOTHING,
) -> Membership:
    """Under the lock. Raises RefusedError("slot_taken")."""
    if not now <= starts_at <= now + timedelta(days=service.horizon_days + 1):
        raise RefusedError("slot_taken")
    availability = availability_of(service, providers, now=now, mine=mine)
    day = starts_at.astimezone(availability.zone).date()
    for provider in availability.emptiest_first(day):
        if availability.may_begin(starts_at, provider):
            return provider
    raise RefusedError("slot_taken")
