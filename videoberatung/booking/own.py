"""Where a person with an account can book: with the practices they come to already."""

from videoberatung.accounts.models import User
from videoberatung.appointments.own import own_participants
from videoberatung.booking.models import BookingPage


def pages_known_to(user: User) -> list[BookingPage]:
    """By the name of the practice. One query."""
    mine = own_participants(user).order_by().values("practice")
    return list(BookingPage.objects.open().filter(practice__in=mine).order_by("practice__name"))
