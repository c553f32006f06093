"""The planned appointments of a member who goes (practices/departures.py)."""

from datetime import datetime

from django.db.models import F

from videoberatung.accounts.models import User
from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import Appointment, AppointmentQuerySet, Participant
from videoberatung.appointments.services.calling_off import cancel_appointments
from videoberatung.appointments.services.changing import CHANGED
from videoberatung.appointments.services.telling import tell_once
from videoberatung.practices.models import Membership
from videoberatung.trail.services import record


def count_planned(member: Membership, now: datetime) -> int:
    return _planned_by(member, now).count()


def hand_over_planned(member: Membership, successor: Membership, by: User, now: datetime) -> None:
    """In the caller's transaction. Times and links stay; everybody hears who holds it now."""
    planned = list(_planned_by(member, now).select_for_update())
    for appointment in planned:
        appointment.moderator, appointment.changed_at = successor, now
        appointment.save(update_fields=["moderator", "changed_at"])
        appointment.further_moderators.remove(successor)
        announce(appointment)
        record(
            "appointment.handed_over",
            practice=appointment.practice_id,
            actor=by.id,
            subject=appointment.id,
        )
    people = Participant.objects.taking_part().filter(appointment__in=planned)
    tell_once(CHANGED, people.select_related("appointment"))


def call_off_planned(member: Membership, by: User, now: datetime) -> None:
    cancel_appointments(_planned_by(member, now), by=by, now=now)


def _planned_by(member: Membership, now: datetime) -> AppointmentQuerySet:
    """Not over; of those whose session was ended before the planned end nothing is left to do."""
    planned = Appointment.objects.filter(moderator=member).upcoming(now)
    return planned.filter(ended_session__lt=F("session_number"))
