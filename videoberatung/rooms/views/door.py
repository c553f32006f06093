"""The client's way in: from the link in the mail to a ticket for the waiting room."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from videoberatung.appointments.access import participant_for
from videoberatung.appointments.series_access import participant_for_series
from videoberatung.base.error_pages import too_many
from videoberatung.base.errors import RefusedError
from videoberatung.base.rate_limits import is_too_often
from videoberatung.practices.brand import brand_of
from videoberatung.rooms.closed_pages import CLOSED, closed_door, unknown_link
from videoberatung.rooms.http import (
    browser_of,
    opened_participant,
    refused,
    remember_participant,
    script_endpoint,
)
from videoberatung.rooms.page_config import client_config
from videoberatung.rooms.services import ticket_for_participant

JOINS_PER_MINUTE = 30


@login_not_required  # a client needs no account (promise 6)
@require_safe
def link(request: HttpRequest, token: str, *, leads_to: str = "rooms:door") -> HttpResponse:
    """Exchange the link for an address that opens nothing by itself.

    Programs that look into links before people do get an answer and change nothing.
    """
    if is_too_often(request, "link", per_minute=JOINS_PER_MINUTE):
        return too_many(request)
    participant = participant_for(token) or participant_for_series(token, now=now())
    if participant is None or participant.appointment.published_at is None:
        return unknown_link(request)
    if participant.appointment.door_state(now()) in CLOSED:
        return closed_door(request, participant.appointment)
    if request.method == "GET":
        remember_participant(request.session, participant)
    return redirect(leads_to, participant.id)


@login_not_required  # a client needs no account (promise 6)
@require_safe
def door(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    """One document from the device test to the end: camera and socket survive every step."""
    participant = opened_participant(request.session, participant_id)
    if participant is None:
        return unknown_link(request)
    config = client_config(request, participant, now=now())
    if config["door"] == "over":
        # A call that runs longer goes on: a page reloaded in it comes back by its own ticket.
        return closed_door(request, participant.appointment, config=config)
    if config["door"] in CLOSED:
        return closed_door(request, participant.appointment)
    heading = _("Your video consultation with %(moderator)s") % {
        "moderator": config["moderatorNames"]
    }
    brand = brand_of(participant.appointment.practice)
    context = {
        "config": config,
        "heading": heading,
        "brand": brand,
        "participant": participant,
    }
    return render(request, "rooms/room.html", context)


@login_not_required  # a client needs no account (promise 6)
@script_endpoint
@require_POST
def ticket(request: HttpRequest, participant_id: UUID) -> JsonResponse:
    if is_too_often(request, "ticket", per_minute=JOINS_PER_MINUTE):
        return refused("too_many")
    participant = opened_participant(request.session, participant_id)
    if participant is None:
        return refused("unknown")
    try:
        issued = ticket_for_participant(participant, browser=browser_of(request), now=now())
    except RefusedError as refusal:
        return refused(refusal.code)
    return JsonResponse({"ticket": issued})
