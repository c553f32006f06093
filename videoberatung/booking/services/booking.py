"""From a held time to an appointment."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.services import Invitee, Plan, plan_appointment
from videoberatung.base.errors import RefusedError
from videoberatung.booking.availability import Mine, availability_of
from videoberatung.booking.limits import CONFIRM_TIME, MOST_BOOKINGS_AHEAD
from videoberatung.booking.models import BookableService, Booking, Hold
from videoberatung.booking.services.holding import lock_calendars, release
from videoberatung.mail.services import queue_mail
from videoberatung.practices.models import Membership
from videoberatung.trail.services import record

log = structlog.get_logger()

CONFIRM = "booking.confirm"
NEWS = "booking.news"


@dataclass(frozen=True)
class Visitor:
    """Who books. `has_shown_address`: they are signed in under it."""

    name: str
    email: str
    language: str
    has_shown_address: bool = False


@transaction.atomic
def ask_to_confirm(
    hold: Hold, visitor: Visitor, *, earlier: Booking | None, now: datetime
) -> Booking:
    """Keep the time until the link in the mail is pressed.

    `earlier`: the same visitor corrects what they typed; the link in the first mail ends.
    """
    until = now + CONFIRM_TIME
    hold.expires_at = until
    hold.save(update_fields=["expires_at"])
    booking = earlier or Booking(practice_id=hold.practice_id)
    booking.service, booking.provider = hold.service, hold.provider
    booking.starts_at, booking.hold = hold.starts_at, hold
    booking.name, booking.email = visitor.name, visitor.email
    booking.language, booking.confirm_until = visitor.language, until
    if earlier is not None:
        booking.link_version += 1
    booking.save()
    queue_mail(CONFIRM, booking.id, until=until)
    log.info("booking_asked", booking=str(booking.id))
    return booking


@transaction.atomic
def book_held(hold: Hold, visitor: Visitor, *, by: User, now: datetime) -> Booking:
    """For who is signed in: the address is known to be theirs, nothing is left to confirm.

    Raises what `confirm` raises.
    """
    booking = _asked(hold, visitor)
    confirm(booking, by=by, now=now)
    return booking


@transaction.atomic
def book_offered(hold: Hold, visitor: Visitor, *, now: datetime) -> Booking:
    """For who was on the waiting list, and pressed the link in a mail before.

    Raises what `confirm` raises.
    """
    booking = _asked(hold, visitor)
    confirm(booking, by=None, now=now)
    return booking


def _asked(hold: Hold, visitor: Visitor) -> Booking:
    return Booking.objects.create(
        practice_id=hold.practice_id,
        service=hold.service,
        provider=hold.provider,
        starts_at=hold.starts_at,
        hold=hold,
        name=visitor.name,
        email=visitor.email,
        language=visitor.language,
        confirm_until=hold.expires_at,
    )


@transaction.atomic
def confirm(booking: Booking, *, by: User | None, now: datetime) -> Appointment:
    """Make an appointment of it; a second time gives the same one.

    Raises RefusedError("confirmation_over"), "too_many_bookings", "slot_taken" (the practice
    has planned something there by itself), and those of `plan_appointment`.
    """
    lock_calendars([booking.provider])
    booking = Booking.objects.select_for_update().get(id=booking.id)
    if booking.appointment is not None:
        return booking.appointment
    if now >= booking.confirm_until:
        raise RefusedError("confirmation_over")
    if booking.practice.bookings.ahead_for(booking.email, now).count() >= MOST_BOOKINGS_AHEAD:
        raise RefusedError("too_many_bookings", num=MOST_BOOKINGS_AHEAD)
    mine = Mine(holds=(booking.hold_id,) if booking.hold_id else ())
    availability = availability_of(booking.service, [booking.provider], now=now, mine=mine)
    if not availability.is_clear(booking.starts_at, booking.provider):
        raise RefusedError("slot_taken")
    appointment = plan_appointment(
        booking.practice,
        plan_of(booking.service, booking.provider, booking.starts_at, invitee_of(booking)),
        submission=booking.id,
        by=by,
        now=now,
    )
    _forget(booking, appointment)
    queue_mail(NEWS, booking.id, until=appointment.ends_at)
    record(
        "booking.confirmed",
        practice=booking.practice_id,
        actor=by.id if by else None,
        subject=appointment.id,
    )
    log.info("booking_confirmed", booking=str(booking.id))
    return appointment


@transaction.atomic
def withdraw(booking: Booking) -> None:
    """Whoever asked wants it no more: nothing is left of it."""
    Booking.objects.filter(id=booking.id, appointment=None).delete()
    if booking.hold is not None:
        release(booking.hold)


def invitee_of(booking: Booking) -> Invitee:
    return Invitee(name=booking.name, email=booking.email, language=booking.language)


def plan_of(
    service: BookableService, provider: Membership, starts_at: datetime, invitee: Invitee
) -> Plan:
    return Plan(
        title=service.name,
        starts_at=starts_at,
        minutes=service.minutes,
        moderator=provider,
        invitees=[invitee],
    )


def _forget(booking: Booking, appointment: Appointment) -> None:
    """Name and address belong to the participant from now on, and go with them."""
    hold = booking.hold
    booking.name = booking.email = booking.language = ""
    booking.hold, booking.appointment = None, appointment
    booking.save()
    if hold is not None:
        release(hold)
