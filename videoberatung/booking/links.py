"""Links in mails of the booking: made from the row, never stored (base/tokens.py)."""

from django.conf import settings
from django.urls import reverse

from videoberatung.base.tokens import is_token_of, row_named_in, token_of
from videoberatung.booking.models import Booking, WaitingEntry

_BOOKING, _WAITING = "booking: confirm and change", "booking: waiting list"


def booking_token(booking: Booking) -> str:
    return token_of(booking.id, booking.link_version, purpose=_BOOKING)


def booking_link(booking: Booking) -> str:
    """The whole address, as it stands in mails."""
    path = reverse("booking:booking", kwargs={"token": booking_token(booking)})
    return f"{settings.PUBLIC_URL}{path}"


def booking_named_by(token: str) -> Booking | None:
    """None if there is nothing (any more). One query; none for what is not a token at all."""
    row = row_named_in(token)
    if row is None:
        return None
    booking = Booking.objects.with_surroundings().filter(id=row).first()
    if booking is None:
        return None
    fits = is_token_of(token, row, booking.link_version, purpose=_BOOKING)
    return booking if fits else None


def waiting_token(entry: WaitingEntry) -> str:
    return token_of(entry.id, entry.link_version, purpose=_WAITING)


def waiting_link(entry: WaitingEntry) -> str:
    """The whole address, as it stands in mails."""
    path = reverse("booking:entry", kwargs={"token": waiting_token(entry)})
    return f"{settings.PUBLIC_URL}{path}"


def entry_named_by(token: str) -> WaitingEntry | None:
    """As above."""
    row = row_named_in(token)
    if row is None:
        return None
    entry = WaitingEntry.objects.with_surroundings().filter(id=row).first()
    if entry is None:
        return None
    return entry if is_token_of(token, row, entry.link_version, purpose=_WAITING) else None
