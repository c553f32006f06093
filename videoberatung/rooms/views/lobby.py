"""Who waits in the practice: what the page of today needs to watch it live."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_POST, require_safe

from videoberatung.appointments.models import Appointment
from videoberatung.practices.http import PracticeRequest, for_members
from videoberatung.practices.roles import (
    Action,
    may,
    may_hold,
    may_plan,
    may_see_waiting,
    may_watch,
)
from videoberatung.rooms import live_keys
from videoberatung.rooms.http import browser_of, refused, script_endpoint
from videoberatung.rooms.services import ticket_for_lobby

# Whoever waits now waits for something that begins within the half hour; the rest is for a
# page that stays open over the day.
WATCHED_AHEAD = timedelta(days=1)


@require_safe
@for_members
def lobby(request: PracticeRequest) -> JsonResponse:
    """Where to watch, and what the rooms are that somebody may wait for."""
    if not may_watch(request.membership):
        raise PermissionDenied
    return JsonResponse(
        {
            "socketUrl": f"/live/{live_keys.practice_key(request.practice.id)}/",
            "ticketUrl": reverse("rooms:lobby-ticket"),
            "csrfToken": get_token(request),
            "timeZone": request.practice.time_zone,
            "rooms": {
                live_keys.room_key(appointment.id): _room(appointment, request)
                for appointment in _watched(request)
            },
        }
    )


@login_not_required  # who is signed out learns it in a form that the script can read
@script_endpoint
@require_POST
def ticket(request: PracticeRequest) -> JsonResponse:
    if not hasattr(request, "membership"):
        return refused("signed_out")
    if not may_watch(request.membership):
        return refused("not_yours")
    sees_all = may(request.membership, Action.SEE_WAITING_ALL)
    rooms = None if sees_all else [appointment.id for appointment in _watched(request)]
    issued = ticket_for_lobby(rooms, by=request.membership, browser=browser_of(request), now=now())
    return JsonResponse({"ticket": issued})


def _watched(request: PracticeRequest) -> list[Appointment]:
    """The appointments whose waiting people this member may see."""
    soon = request.practice.appointments.between(now(), now() + WATCHED_AHEAD).with_people()
    return [
        appointment
        for appointment in soon
        if may_see_waiting(request.membership, moderators=appointment.moderators)
    ]


def _room(appointment: Appointment, request: PracticeRequest) -> dict[str, Any]:
    """`url` is empty for who may see but not let in, `handOverUrl` for who may not hand over."""
    may_change = may_plan(request.membership, moderator=appointment.moderator)
    may_open = may_hold(request.membership, appointment.moderators)
    return {
        "url": reverse("rooms:room", args=[appointment.id]) if may_open else "",
        "handOverUrl": (
            reverse("appointments:hand-over", args=[appointment.id]) if may_change else ""
        ),
        "time": localtime(appointment.starts_at).strftime("%H:%M"),
        "title": appointment.title,
    }
