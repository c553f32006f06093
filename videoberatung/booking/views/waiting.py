"""A visitor's side of the waiting list. Opening a link changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videoberatung.base.error_pages import too_many
from videoberatung.base.errors import RefusedError
from videoberatung.base.rate_limits import is_too_often
from videoberatung.booking.availability import availability_of
from videoberatung.booking.forms.waiting import WaitingForm
from videoberatung.booking.http import (
    TOO_MANY_MAILS,
    account_of,
    asked_too_often,
    of_open_page,
    service_on,
)
from videoberatung.booking.limits import LINKS_PER_NETWORK_AND_MINUTE
from videoberatung.booking.links import booking_token, entry_named_by, waiting_token
from videoberatung.booking.models import BookableService, BookingPage, WaitingEntry
from videoberatung.booking.services import offering
from videoberatung.booking.services import waiting as services
from videoberatung.booking.services.booking import Visitor
from videoberatung.booking.views.visit import asked, context_of
from videoberatung.practices.brand import brand_of

View = Callable[[HttpRequest, WaitingEntry], HttpResponse]


@login_not_required  # clients need no account
@require_http_methods(["GET", "HEAD", "POST"])
@of_open_page
def ask(request: HttpRequest, page: BookingPage, service_id: UUID) -> HttpResponse:
    service = service_on(page, service_id)
    if request.method != "POST":
        known = {"provider": request.GET.get("with", "")} | _known(request)
        return _show(request, page, service, WaitingForm(initial=known, service=service))
    form = WaitingForm(request.POST, service=service)
    if not form.is_valid():
        return _show(request, page, service, form, status=422)
    if form.is_by_a_program:
        form.add_error(None, _("Please leave the field “Website” empty."))
        return _show(request, page, service, form, status=422)
    visitor = form.visitor(get_language() or "de")
    if account_of(request, visitor.email) is not None:
        visitor = replace(visitor, has_shown_address=True)
    elif asked_too_often(request, visitor.email):
        form.add_error(None, TOO_MANY_MAILS)
        return _show(request, page, service, form, status=429)
    return _put_on_the_list(request, page, service, form, visitor)


@login_not_required  # clients need no account
@require_safe
@of_open_page
def sent(request: HttpRequest, page: BookingPage) -> HttpResponse:
    return render(request, "booking/waiting_sent.html", context_of(page))


def _by_link(view: View) -> Callable[..., HttpResponse]:
    """With the place on the list that the link names, in the time of its practice."""

    @wraps(view)
    def shown(request: HttpRequest, token: str) -> HttpResponse:
        if is_too_often(request, "booking-link", per_minute=LINKS_PER_NETWORK_AND_MINUTE):
            return too_many(request)
        entry = entry_named_by(token)
        if entry is None or entry.expires_at <= now():
            return render(request, "booking/waiting_unknown.html", status=404)
        with timezone.override(entry.practice.zone):
            return view(request, entry)

    return shown


@login_not_required  # the link in the mail is the key
@require_safe
@_by_link
def entry(request: HttpRequest, entry: WaitingEntry) -> HttpResponse:
    """One's place, and the offer that is open."""
    offers = entry.offers.open(now()).with_surroundings()
    context = _context(entry) | {
        "entry": entry,
        "offer": offers.exclude(hold=None).first(),
        "token": waiting_token(entry),
    }
    return render(request, "booking/waiting.html", context)


@login_not_required  # the link in the mail is the key
@require_POST
@_by_link
def join(request: HttpRequest, entry: WaitingEntry) -> HttpResponse:
    try:
        services.join(entry, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    return redirect("booking:entry", waiting_token(entry))


@login_not_required  # the link in the mail is the key
@require_POST
@_by_link
def accept(request: HttpRequest, entry: WaitingEntry) -> HttpResponse:
    try:
        booking = offering.accept(entry, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("booking:entry", waiting_token(entry))
    return redirect("booking:booking", booking_token(booking))


@login_not_required  # the link in the mail is the key
@require_POST
@_by_link
def decline(request: HttpRequest, entry: WaitingEntry) -> HttpResponse:
    try:
        offering.decline(entry, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("All right. You stay on the list."))
    return redirect("booking:entry", waiting_token(entry))


@login_not_required  # the link in the mail is the key
@require_POST
@_by_link
def leave(request: HttpRequest, entry: WaitingEntry) -> HttpResponse:
    services.leave(entry, by=None)
    return render(request, "booking/waiting_left.html", _context(entry))


def _put_on_the_list(
    request: HttpRequest,
    page: BookingPage,
    service: BookableService,
    form: WaitingForm,
    visitor: Visitor,
) -> HttpResponse:
    wanted = form.wanted(before=_first_free(service, form))
    try:
        entry = services.ask_to_join(service, visitor, wanted, now=now())
    except RefusedError as refusal:
        form.add_error(None, refusal.sentence)
        return _show(request, page, service, form, status=422)
    if visitor.has_shown_address:
        return redirect("booking:entry", waiting_token(entry))
    return redirect("booking:waiting-sent", page.slug)


def _first_free(service: BookableService, form: WaitingForm) -> datetime | None:
    """Who waits although something is free waits for something earlier."""
    providers = asked(service, form.chosen_provider())
    slot = availability_of(service, providers, now=now()).first_slot()
    return slot.starts_at if slot else None


def _show(
    request: HttpRequest,
    page: BookingPage,
    service: BookableService,
    form: WaitingForm,
    *,
    status: int = 200,
) -> HttpResponse:
    slot = availability_of(service, service.providers_now(), now=now()).first_slot()
    context: dict[str, Any] = {"form": form, "service": service, "first": slot}
    return render(request, "booking/wait.html", context_of(page) | context, status=status)


def _context(entry: WaitingEntry) -> dict[str, Any]:
    return {
        "page": getattr(entry.practice, "booking_page", None),
        "practice": entry.practice,
        "brand": brand_of(entry.practice),
    }


def _known(request: HttpRequest) -> dict[str, str]:
    if not request.user.is_authenticated:
        return {}
    return {"name": request.user.display_name, "email": request.user.email}
