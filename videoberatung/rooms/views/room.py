"""The provider's room: wait for clients, let them in, talk, end."""

from contextlib import suppress
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from videoberatung.appointments.models import Appointment
from videoberatung.appointments.services import note_session_ended
from videoberatung.base.errors import RefusedError
from videoberatung.practices.http import PracticeRequest, for_members
from videoberatung.practices.roles import may_hold
from videoberatung.rooms.http import browser_of, refused, script_endpoint
from videoberatung.rooms.page_config import moderator_config
from videoberatung.rooms.services import follow_session, ticket_for_moderator

CLOSED = ("ended", "over", "cancelled")


@require_safe
@for_members
def room(request: PracticeRequest, appointment_id: UUID) -> HttpResponse:
    appointment = _held(request, appointment_id)
    config = moderator_config(request, appointment, by=request.membership, now=now())
    if config["door"] in CLOSED:
        return render(request, "rooms/room_closed.html", {"config": config})
    return render(request, "rooms/room.html", {"config": config, "heading": config["title"]})


@login_not_required  # who is signed out learns it in a form that the script can read
@script_endpoint
@require_POST
def ticket(request: PracticeRequest, appointment_id: UUID) -> JsonResponse:
    if not hasattr(request, "membership"):
        return refused("signed_out")
    appointment = _held(request, appointment_id)
    try:
        issued = ticket_for_moderator(
            appointment, by=request.membership, browser=browser_of(request), now=now()
        )
    except RefusedError as refusal:
        return refused(refusal.code)
    return JsonResponse({"ticket": issued})


@require_POST
@for_members
def open_again(request: PracticeRequest, appointment_id: UUID, session: int) -> HttpResponse:
    appointment = _held(request, appointment_id)
    # Where it stays closed, the room says why.
    with suppress(RefusedError):
        follow_session(appointment, session, by=request.user, now=now())
    return redirect("rooms:room", appointment_id)


@require_POST
@for_members
def ended(request: PracticeRequest, appointment_id: UUID, session: int) -> HttpResponse:
    """The page says that its moderator has ended the session for all."""
    appointment = _held(request, appointment_id)
    if appointment.session_number == session:
        note_session_ended(appointment, now=now())
    return HttpResponse(status=204)


def _held(request: PracticeRequest, appointment_id: UUID) -> Appointment:
    """Of this practice and no draft, else 404; and this member may hold it, else 403."""
    appointment = get_object_or_404(
        request.practice.appointments.with_people(),
        id=appointment_id,
        published_at__isnull=False,
    )
    if not may_hold(request.membership, appointment.moderators):
        raise PermissionDenied
    return appointment
