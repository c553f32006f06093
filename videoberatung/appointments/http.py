from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from videoberatung.appointments.models import Appointment
from videoberatung.practices.http import PracticeRequest
from videoberatung.practices.roles import may_plan


def appointment_in_reach(request: PracticeRequest, appointment_id: UUID) -> Appointment:
    """Of this practice, else 404; and this member may plan it, else 403."""
    appointments = request.practice.appointments.with_people()
    appointment = get_object_or_404(appointments, id=appointment_id)
    if not may_plan(request.membership, moderator=appointment.moderator):
        raise PermissionDenied
    return appointment
