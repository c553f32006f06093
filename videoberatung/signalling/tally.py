"""What a session gave rise to, counted for its receipt."""

import msgspec

from videoberatung.signalling.members import RoomFacts
from videoberatung.signalling.receipts import Receipt, ReceiptItem, What
from videoberatung.signalling.tickets import RESUME_SECONDS
from videoberatung.signalling.turn import TURN_SECONDS

# The pages delete what they know of the participants one hour after the planned end, or
# after the real one if that is later.
CONTACT_SECONDS = 60 * 60


class Tally(msgspec.Struct):
    names: int = 0
    waiting: int = 0
    connections: int = 0
    credentials: int = 0
    last_credentials_at: float = 0.0
    tickets: int = 0
    last_ticket_at: float = 0.0
    accesses: set[str] = msgspec.field(default_factory=set)


def receipt_of(facts: RoomFacts, tally: Tally, *, now: float) -> Receipt:
    """What lives in memory goes now; what was signed and handed out ends by itself."""
    contact_until = max(facts.ends_at, now) + CONTACT_SECONDS
    return Receipt(
        session=facts.session,
        opened_at=facts.opened_at,
        ended_at=now,
        items=(
            ReceiptItem("names", tally.names, "now", now),
            ReceiptItem("waiting", tally.waiting, "now", now),
            ReceiptItem("connections", tally.connections, "now", now),
            _until("credentials", tally.credentials, tally.last_credentials_at + TURN_SECONDS, now),
            _until("tickets", tally.tickets, tally.last_ticket_at + RESUME_SECONDS, now),
            ReceiptItem("contact", len(tally.accesses), "by", contact_until),
        ),
    )


def _until(what: What, count: int, until: float, now: float) -> ReceiptItem:
    if count == 0:
        return ReceiptItem(what, 0, "now", now)
    return ReceiptItem(what, count, "by", until)
