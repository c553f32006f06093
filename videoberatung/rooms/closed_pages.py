"""Pages for links that lead no further."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from videoberatung.appointments.models import Appointment
from videoberatung.base.error_pages import gone
from videoberatung.practices.brand import brand_of
from videoberatung.practices.opening_hours import in_words
from videoberatung.practices.services.hours import hours_of
from videoberatung.rooms.page_config import RoomConfig

CLOSED = ("ended", "over", "cancelled")


def unknown_link(request: HttpRequest) -> HttpResponse:
    """Never there, altered, withdrawn or already deleted: nobody can tell which."""
    return render(request, "rooms/unknown_link.html", status=404)


def closed_door(
    request: HttpRequest, appointment: Appointment, *, config: RoomConfig | None = None
) -> HttpResponse:
    """With a `config` a call that runs longer finds its way back after a reload."""
    state = appointment.door_state(now())
    practice = appointment.practice
    context = {
        "practice": practice,
        "brand": brand_of(practice),
        "state": state,
        "hours": in_words(hours_of(practice)),
        "config": config,
    }
    return gone(request, "rooms/closed.html", context)
