import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from videoberatung.booking.limits import CONFIRM_TIME, WAITING_TIME
from videoberatung.booking.models import (
    BookableService,
    Booking,
    BookingPage,
    DayException,
    Hold,
    WaitingEntry,
    WorkingHours,
)
from videoberatung.booking.services.booking import Visitor, ask_to_confirm, confirm
from videoberatung.booking.services.holding import hold_slot
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.tests.factories import make_member

_numbers = itertools.count(1)

# Monday, 10 o'clock in Berlin.
MONDAY_10 = datetime(2030, 1, 7, 9, tzinfo=UTC)
# Wednesday, 9 o'clock in Berlin: the first time of that day.
WEDNESDAY_9 = datetime(2030, 1, 9, 8, tzinfo=UTC)
ERIKA = Visitor(name="Erika Muster", email="erika@example.org", language="de")
BERND = Visitor(name="Bernd Beispiel", email="bernd@example.org", language="en")


def make_page(practice: Practice, *, is_open: bool = True, slug: str = "") -> BookingPage:
    return BookingPage.objects.create(
        practice=practice, slug=slug or f"praxis-{next(_numbers)}", is_open=is_open
    )


def make_hours(
    provider: Membership,
    *,
    weekdays: Sequence[int] = range(5),
    opens: time = time(9),
    closes: time = time(12),
) -> None:
    """Monday to Friday from nine to twelve unless told otherwise."""
    for weekday in weekdays:
        WorkingHours.objects.create(
            practice=provider.practice,
            provider=provider,
            weekday=weekday,
            opens=opens,
            closes=closes,
        )


def make_service(*providers: Membership, name: str = "", **more: object) -> BookableService:
    """Half an hour, a day ahead and up to six weeks, in a practice with an open page.

    Without a provider a new one offers it, from nine to twelve.
    """
    if not providers:
        providers = (make_member(),)
        make_hours(providers[0])
    practice = providers[0].practice
    if not BookingPage.objects.filter(practice=practice).exists():
        make_page(practice)
    service = BookableService.objects.create(
        practice=practice, name=name or f"Gespräch {next(_numbers)}", **more
    )
    service.providers.set(providers)
    return service


def make_hold(
    service: BookableService,
    *,
    starts_at: datetime = WEDNESDAY_9,
    now: datetime = MONDAY_10,
    minutes: int = 15,
) -> Hold:
    return hold_slot(
        service,
        service.providers_now(),
        starts_at,
        instead_of=None,
        until=now + timedelta(minutes=minutes),
        now=now,
    )


def make_open_booking(
    service: BookableService | None = None,
    *,
    visitor: Visitor = ERIKA,
    starts_at: datetime = WEDNESDAY_9,
    now: datetime = MONDAY_10,
) -> Booking:
    """Asked for; the link in the mail is not pressed yet."""
    hold = make_hold(service or make_service(), starts_at=starts_at, now=now)
    return ask_to_confirm(hold, visitor, earlier=None, now=now)


def make_booking(
    service: BookableService | None = None,
    *,
    visitor: Visitor = ERIKA,
    starts_at: datetime = WEDNESDAY_9,
    now: datetime = MONDAY_10,
) -> Booking:
    """Confirmed."""
    booking = make_open_booking(service, visitor=visitor, starts_at=starts_at, now=now)
    confirm(booking, by=None, now=now)
    booking.refresh_from_db()
    return booking


def make_exception(provider: Membership) -> DayException:
    """The Monday after is closed."""
    day = (MONDAY_10 + timedelta(days=7)).date()
    return DayException.objects.create(
        practice=provider.practice, provider=provider, first_day=day, last_day=day
    )


def make_entry(
    service: BookableService,
    *,
    email: str = "",
    joined_at: datetime | None = MONDAY_10,
    **more: object,
) -> WaitingEntry:
    """On the list since Monday, ten o'clock; content with any time."""
    number = next(_numbers)
    start = joined_at or MONDAY_10
    return WaitingEntry.objects.create(
        practice=service.practice,
        service=service,
        name=f"Wartende Person {number}",
        email=email or f"waiting-{number}@example.org",
        language="de",
        joined_at=joined_at,
        expires_at=start + (WAITING_TIME if joined_at else CONFIRM_TIME),
        **more,
    )
