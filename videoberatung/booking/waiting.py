"""Who waits, as the practice reads it."""

from dataclasses import dataclass
from datetime import datetime

from videoberatung.booking.models import Offer, WaitingEntry, WaitingEntryQuerySet


@dataclass(frozen=True)
class Place:
    """`offer` None: nothing is offered at this moment."""

    entry: WaitingEntry
    offer: Offer | None


def places_of(entries: WaitingEntryQuerySet, *, now: datetime) -> list[Place]:
    """In the order in which they get offers. Two queries."""
    listed = list(entries.select_related("service", "provider__user").distinct())
    offers = Offer.objects.open(now).exclude(hold=None).filter(entry__in=listed)
    by_entry = {offer.entry_id: offer for offer in offers}
    return [Place(entry, by_entry.get(entry.id)) for entry in listed]
