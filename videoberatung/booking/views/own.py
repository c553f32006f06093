"""What a client does with a booking by the link in the mail. Opening a link changes nothing:
programs open links before people do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videoberatung.base.error_pages import too_many
from videoberatung.base.errors import RefusedError
from videoberatung.base.rate_limits import is_too_often
from videoberatung.booking.availability import Mine, availability_of
from videoberatung.booking.http import (
    day_asked_for,
    provider_asked_for,
    start_asked_for,
)
from videoberatung.booking.limits import LINKS_PER_NETWORK_AND_MINUTE
from videoberatung.booking.links import booking_named_by
from videoberatung.booking.models import Booking
from videoberatung.booking.services.booking import confirm as confirm_booking
from videoberatung.booking.services.changing import cancel_booking, may_change, move_booking
from videoberatung.booking.times import times_of
from videoberatung.practices.brand import brand_of

View = Callable[[HttpRequest, Booking], HttpResponse]


def _by_link(view: View) -> Callable[..., HttpResponse]:
    """With the booking the link names, in the time of its practice."""

    @wraps(view)
    def shown(request: HttpRequest, token: str) -> HttpResponse:
        if is_too_often(request, "booking-link", per_minute=LINKS_PER_NETWORK_AND_MINUTE):
            return too_many(request)
        booking = booking_named_by(token)
        if booking is None:
            return render(request, "booking/unknown.html", status=404)
        with timezone.override(booking.practice.zone):
            return view(request, booking)

    return shown


@login_not_required  # the link in the mail is the key
@require_safe
@_by_link
def booking(request: HttpRequest, booking: Booking) -> HttpResponse:
    """What is booked, or waits to be confirmed, and what can be done with it."""
    if not booking.is_confirmed:
        is_late = booking.confirm_until <= now()
        context = _context(booking) | {"is_late": is_late}
        return render(request, "booking/confirm.html", context, status=410 if is_late else 200)
    return render(request, "booking/booked.html", _context(booking))


@login_not_required  # the link in the mail is the key
@require_POST
@_by_link
def confirm(request: HttpRequest, booking: Booking) -> HttpResponse:
    try:
        confirm_booking(booking, by=None, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    return _back(request)


@login_not_required  # the link in the mail is the key
@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def cancel(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Ask once, then do it."""
    if request.method != "POST":
        return render(request, "booking/cancel.html", _context(booking))
    try:
        cancel_booking(booking, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    return _back(request)


@login_not_required  # the link in the mail is the key
@require_http_methods(["GET", "HEAD", "POST"])
@_by_link
def move(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The same times as everybody sees, and the one that is given up."""
    if not may_change(booking, now=now()):
        messages.error(request, RefusedError("change_too_late").sentence)
        return _back(request)
    if request.method != "POST":
        return _other_times(request, booking)
    chosen = provider_asked_for(booking.service, request.POST.get("with", ""))
    providers = [chosen] if chosen else booking.service.providers_now()
    try:
        move_booking(booking, providers, start_asked_for(request), now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("booking:move", _token(request))
    messages.success(request, _("Your appointment is moved."))
    return _back(request)


def _other_times(request: HttpRequest, booking: Booking) -> HttpResponse:
    service = booking.service
    service.practice = booking.practice
    chosen = provider_asked_for(service, request.GET.get("with", ""))
    providers = [chosen] if chosen else service.providers_now()
    mine = Mine(appointments=(booking.appointment_id,) if booking.appointment_id else ())
    availability = availability_of(service, providers, now=now(), mine=mine)
    times = times_of(availability, chosen=chosen, first=day_asked_for(request))
    context = _context(booking) | {"times": times, "service": service}
    return render(request, "booking/move.html", context)


def _context(booking: Booking) -> dict[str, Any]:
    appointment = booking.appointment
    return {
        "booking": booking,
        "appointment": appointment,
        "state": appointment.door_state(now()) if appointment else "",
        "may_change": may_change(booking, now=now()),
        "page": getattr(booking.practice, "booking_page", None),
        "practice": booking.practice,
        "brand": brand_of(booking.practice),
    }


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("booking:booking", _token(request))


def _token(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.kwargs["token"]) if match else ""
