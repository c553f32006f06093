"""The last step of a visitor: name and address for the time that is held."""

from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError
from videoberatung.booking.availability import availability_of
from videoberatung.booking.forms.visit import DetailsForm
from videoberatung.booking.http import (
    TOO_MANY_MAILS,
    account_of,
    asked_by,
    asked_too_often,
    held_by,
    of_open_page,
    provider_asked_for,
    remember_booking,
    remember_hold,
    service_on,
)
from videoberatung.booking.limits import SHORTEST_TYPING
from videoberatung.booking.links import booking_token
from videoberatung.booking.models import BookableService, Booking, BookingPage, Hold
from videoberatung.booking.services.booking import Visitor, ask_to_confirm, book_held
from videoberatung.booking.times import next_slots
from videoberatung.booking.views.visit import asked, context_of, hold_for

OTHER_TIMES = 6


class Desk(NamedTuple):
    """What this browser is at: a time it holds; `booking` when it has sent the form already."""

    hold: Hold | None
    booking: Booking | None


@login_not_required  # clients need no account
@require_http_methods(["GET", "HEAD", "POST"])
@of_open_page
def details(request: HttpRequest, page: BookingPage, service_id: UUID) -> HttpResponse:
    service = service_on(page, service_id)
    desk = _desk(request, page, service)
    if request.method == "POST":
        return _take(request, page, service, desk)
    if desk.hold is None:
        messages.info(request, _("Please choose a time first."))
        return redirect("booking:times", page.slug, service.id)
    return _show(request, page, service, DetailsForm(initial=_known(request, desk)), desk.hold)


@login_not_required  # clients need no account
@require_safe
@of_open_page
def sent(request: HttpRequest, page: BookingPage) -> HttpResponse:
    """Where to look now; the time is kept meanwhile."""
    booking = asked_by(request.session, page)
    if booking is None:
        return redirect("booking:start", page.slug)
    if booking.is_confirmed:
        return redirect("booking:booking", booking_token(booking))
    return render(request, "booking/sent.html", context_of(page) | {"booking": booking})


def _take(
    request: HttpRequest, page: BookingPage, service: BookableService, desk: Desk
) -> HttpResponse:
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return _show(request, page, service, form, desk.hold, status=422)
    if problem := _suspicion(form, desk):
        form.add_error(None, problem)
        return _show(request, page, service, form, desk.hold, status=422)
    visitor = form.visitor(get_language() or "de")
    account = account_of(request, visitor.email)
    if account is None and asked_too_often(request, visitor.email):
        form.add_error(None, TOO_MANY_MAILS)
        return _show(request, page, service, form, desk.hold, status=429)
    try:
        hold = _hold_of(request, page, service, desk, form)
        if account is not None:
            return _book_at_once(request, hold, visitor, account)
    except RefusedError as refusal:
        return _offer_others(request, page, service, form, refusal)
    earlier = desk.booking if desk.booking and desk.booking.hold_id == hold.id else None
    remember_booking(request.session, ask_to_confirm(hold, visitor, earlier=earlier, now=now()))
    remember_hold(request.session, None)
    return redirect("booking:sent", page.slug)


def _desk(request: HttpRequest, page: BookingPage, service: BookableService) -> Desk:
    booking = asked_by(request.session, page)
    if booking is not None and booking.is_confirmed:
        booking = None
    hold = held_by(request.session, page) or (booking.hold if booking else None)
    is_good = hold is not None and hold.service_id == service.id and hold.expires_at > now()
    return Desk(hold if is_good else None, booking)


def _hold_of(
    request: HttpRequest,
    page: BookingPage,
    service: BookableService,
    desk: Desk,
    form: DetailsForm,
) -> Hold:
    """The one that is kept, or, where its time ran out or another was chosen, a new one."""
    starts_at = form.cleaned_data["start"]
    if desk.hold is not None and desk.hold.starts_at == starts_at:
        return desk.hold
    provider = provider_asked_for(service, str(form.cleaned_data["provider"]))
    return hold_for(request, page, service, asked(service, provider), starts_at)


def _book_at_once(
    request: HttpRequest, hold: Hold, visitor: Visitor, account: User
) -> HttpResponse:
    booking = book_held(hold, visitor, by=account, now=now())
    remember_hold(request.session, None)
    return redirect("booking:booking", booking_token(booking))


def _offer_others(
    request: HttpRequest,
    page: BookingPage,
    service: BookableService,
    form: DetailsForm,
    refusal: RefusedError,
) -> HttpResponse:
    form.add_error(None, refusal.sentence)
    if refusal.code == "slot_taken":
        providers = service.providers_now()
        availability = availability_of(service, providers, now=now())
        others = next_slots(availability, form.cleaned_data["start"], most=OTHER_TIMES)
        if others:
            form.offer(others)
    return _show(request, page, service, form, None, status=409)


def _show(
    request: HttpRequest,
    page: BookingPage,
    service: BookableService,
    form: DetailsForm,
    hold: Hold | None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = context_of(page) | {"form": form, "hold": hold, "service": service}
    return render(request, "booking/details.html", context, status=status)


def _known(request: HttpRequest, desk: Desk) -> dict[str, object]:
    """Who is signed in, or corrects what they sent, need not type it anew."""
    hold, known = desk.hold, {"name": "", "email": ""}
    if desk.booking is not None:
        known = {"name": desk.booking.name, "email": desk.booking.email}
    elif request.user.is_authenticated:
        known = {"name": request.user.display_name, "email": request.user.email}
    chosen = {"start": hold.starts_at.isoformat(), "provider": hold.provider_id} if hold else {}
    return {**known, **chosen}


def _suspicion(form: DetailsForm, desk: Desk) -> str | None:
    """Why this looks like a program; None if it does not."""
    if form.is_by_a_program:
        return _("Please leave the field “Website” empty.")
    if desk.hold is not None and now() - desk.hold.created_at < SHORTEST_TYPING:
        return _("That was very fast. Please look at it once more and send it again.")
    return None
