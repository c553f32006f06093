"""A visitor books: what, when, who; three steps, without an account and without JavaScript."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from videoberatung.base.error_pages import too_many
from videoberatung.base.errors import RefusedError
from videoberatung.base.rate_limits import is_too_often_within_an_hour
from videoberatung.booking.availability import availability_of
from videoberatung.booking.http import (
    asked_by,
    day_asked_for,
    held_by,
    of_open_page,
    provider_asked_for,
    remember_hold,
    service_on,
    start_asked_for,
)
from videoberatung.booking.limits import FORM_TIME, HOLDS_PER_NETWORK_AND_HOUR
from videoberatung.booking.models import BookableService, BookingPage, Hold
from videoberatung.booking.services.booking import withdraw
from videoberatung.booking.services.holding import hold_slot, release
from videoberatung.booking.times import times_of
from videoberatung.practices.brand import brand_of
from videoberatung.practices.models import Membership


@login_not_required  # clients need no account
@require_safe
@of_open_page
def start(request: HttpRequest, page: BookingPage) -> HttpResponse:
    """What can be booked; with a single service its times at once."""
    services = list(page.practice.bookable_services.on_offer())
    if len(services) == 1:
        return redirect("booking:times", page.slug, services[0].id)
    return render(request, "booking/start.html", context_of(page) | {"services": services})


@login_not_required  # clients need no account
@require_safe
@of_open_page
def times(request: HttpRequest, page: BookingPage, service_id: UUID) -> HttpResponse:
    service = service_on(page, service_id)
    chosen = provider_asked_for(service, request.GET.get("with", ""))
    availability = availability_of(service, asked(service, chosen), now=now())
    found = times_of(availability, chosen=chosen, first=day_asked_for(request))
    services = page.practice.bookable_services.on_offer()
    context = {"times": found, "service": service, "is_only_one": services.count() == 1}
    return render(request, "booking/times.html", context_of(page) | context)


@login_not_required  # clients need no account
@require_POST
@of_open_page
def hold(request: HttpRequest, page: BookingPage, service_id: UUID) -> HttpResponse:
    """Keep the chosen time while the form is filled in."""
    if is_too_often_within_an_hour(request, "booking-hold", most=HOLDS_PER_NETWORK_AND_HOUR):
        return too_many(request)
    service = service_on(page, service_id)
    chosen = provider_asked_for(service, request.POST.get("with", ""))
    starts_at = start_asked_for(request)
    try:
        kept = hold_for(request, page, service, asked(service, chosen), starts_at)
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
        return redirect(_times_url(page, service, chosen, starts_at))
    remember_hold(request.session, kept)
    return redirect("booking:details", page.slug, service.id)


@login_not_required  # clients need no account
@require_POST
@of_open_page
def leave(request: HttpRequest, page: BookingPage, service_id: UUID) -> HttpResponse:
    """Give the time back and choose another one."""
    service = service_on(page, service_id)
    if kept := held_by(request.session, page):
        release(kept)
    remember_hold(request.session, None)
    if (booking := asked_by(request.session, page)) and not booking.is_confirmed:
        withdraw(booking)
    return redirect("booking:times", page.slug, service.id)


def hold_for(
    request: HttpRequest,
    page: BookingPage,
    service: BookableService,
    providers: list[Membership],
    starts_at: datetime,
) -> Hold:
    """For this browser, in the place of what it held before. Raises what `hold_slot` raises."""
    moment = now()
    return hold_slot(
        service,
        providers,
        starts_at,
        instead_of=held_by(request.session, page),
        until=moment + FORM_TIME,
        now=moment,
    )


def asked(service: BookableService, chosen: Membership | None) -> list[Membership]:
    return [chosen] if chosen else service.providers_now()


def context_of(page: BookingPage) -> dict[str, Any]:
    """What every public page of the booking shows."""
    return {"page": page, "practice": page.practice, "brand": brand_of(page.practice)}


def _times_url(
    page: BookingPage, service: BookableService, chosen: Membership | None, near: datetime
) -> str:
    day = near.astimezone(page.practice.zone).date().isoformat()
    query = {"day": day} | ({"with": str(chosen.id)} if chosen else {})
    return f"{reverse('booking:times', args=[page.slug, service.id])}?{urlencode(query)}"
