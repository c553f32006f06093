from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from videoberatung.appointments.conflicts import Span, is_outside_hours
from videoberatung.appointments.models import Appointment
from videoberatung.practices.http import PracticeRequest
from videoberatung.practices.roles import may_look_at, may_plan

OUTSIDE_HOURS = _("This time lies outside the opening hours of your practice.")


def appointment_in_sight(request: PracticeRequest, appointment_id: UUID) -> Appointment:
    """Of this practice, else 404; and this member may look at it, else 403."""
    appointments = request.practice.appointments.with_people()
    appointment = get_object_or_404(appointments, id=appointment_id)
    if not may_look_at(request.membership, moderators=appointment.moderators):
        raise PermissionDenied
    return appointment


def appointment_in_reach(request: PracticeRequest, appointment_id: UUID) -> Appointment:
    """Of this practice, else 404; and this member may plan it, else 403."""
    appointments = request.practice.appointments.with_people()
    appointment = get_object_or_404(appointments, id=appointment_id)
    if not may_plan(request.membership, moderator=appointment.moderator):
        raise PermissionDenied
    return appointment


def note_hours(request: PracticeRequest, span: Span) -> None:
    """Mention on the next page that the time lies outside the opening hours, if it does."""
    if is_outside_hours(span, request.membership):
        messages.info(request, OUTSIDE_HOURS)
