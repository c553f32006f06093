"""Clients move or cancel what they booked, where the practice lets them."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from videoberatung.appointments.models import Appointment
from videoberatung.appointments.services import (
    Invitee,
    Plan,
    cancel_appointment,
    change_appointment,
)
from videoberatung.appointments.services.calling_off import CANCELLED_BY_CLIENT
from videoberatung.base.errors import RefusedError
from videoberatung.booking.availability import Mine
from videoberatung.booking.models import Booking
from videoberatung.booking.services.booking import NEWS
from videoberatung.booking.services.holding import free_provider, lock_calendars
from videoberatung.mail.services import queue_mail
from videoberatung.practices.models import Membership
from videoberatung.trail.services import record

log = structlog.get_logger()


def may_change(booking: Booking, *, now: datetime) -> bool:
    """Confirmed, still to come, and the practice leaves it to the client so long before."""
    appointment = booking.appointment
    page = getattr(booking.practice, "booking_page", None)
    if appointment is None or page is None or page.changes_until_hours is None:
        return False
    if appointment.door_state(now) not in ("too_early", "open"):
        return False
    return bool(now <= appointment.starts_at - timedelta(hours=page.changes_until_hours))


@transaction.atomic
def cancel_booking(booking: Booking, *, now: datetime) -> None:
    """Raises RefusedError("change_too_late"). Cancelled already: nothing happens."""
    booking = _locked(booking)
    appointment = _appointment_of(booking)
    if appointment.cancelled_at is not None:
        return
    _check_may_change(booking, now=now)
    cancel_appointment(appointment, by=None, now=now, mail=CANCELLED_BY_CLIENT)
    _tell(booking, "booking.cancelled", appointment)


@transaction.atomic
def move_booking(
    booking: Booking, providers: list[Membership], starts_at: datetime, *, now: datetime
) -> None:
    """To the first of `providers` who is free then. Raises RefusedError("change_too_late"),
    "slot_taken"."""
    lock_calendars([booking.provider, *providers])
    booking = _locked(booking)
    appointment = _appointment_of(booking)
    _check_may_change(booking, now=now)
    if appointment.starts_at == starts_at and appointment.moderator in providers:
        return
    mine = Mine(appointments=(appointment.id,))
    provider = free_provider(booking.service, providers, starts_at, now=now, mine=mine)
    change_appointment(appointment, _plan(booking, provider, starts_at), by=None, now=now)
    booking.starts_at, booking.provider = starts_at, provider
    booking.save(update_fields=["starts_at", "provider"])
    _tell(booking, "booking.moved", appointment)


def _locked(booking: Booking) -> Booking:
    return Booking.objects.select_for_update().get(id=booking.id)


def _appointment_of(booking: Booking) -> Appointment:
    if booking.appointment is None:
        raise RefusedError("change_too_late")
    return booking.appointment


def _check_may_change(booking: Booking, *, now: datetime) -> None:
    if not may_change(booking, now=now):
        raise RefusedError("change_too_late")


def _plan(booking: Booking, provider: Membership, starts_at: datetime) -> Plan:
    """The same people at another time."""
    appointment = _appointment_of(booking)
    return Plan(
        title=appointment.title,
        starts_at=starts_at,
        minutes=booking.service.minutes,
        moderator=provider,
        invitees=[
            Invitee(name=one.name, email=one.email, language=one.language, participant=one.id)
            for one in appointment.participants.taking_part()
        ],
    )


def _tell(booking: Booking, action: str, appointment: Appointment) -> None:
    queue_mail(NEWS, booking.id, until=appointment.ends_at)
    record(action, practice=booking.practice_id, actor=None, subject=appointment.id)
    log.info(action.replace(".", "_"), booking=str(booking.id))
