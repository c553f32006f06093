"""The public page a request is about, and what a visitor's session remembers: ids alone."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy

from videoberatung.accounts.models import User
from videoberatung.base.rate_limits import is_too_often_within_an_hour, is_written_to_too_often
from videoberatung.booking.limits import MAILS_PER_ADDRESS_AND_HOUR, MAILS_PER_NETWORK_AND_HOUR
from videoberatung.booking.models import BookableService, Booking, BookingPage, Hold
from videoberatung.practices.models import Membership

P = ParamSpec("P")
PageView = Callable[Concatenate[HttpRequest, BookingPage, P], HttpResponseBase]

TOO_MANY_MAILS = gettext_lazy(
    "Too many e-mails were asked for. Please wait an hour, or call the practice."
)
_HOLD, _BOOKING = "booking_hold", "booking_asked"


def of_open_page(view: PageView[P]) -> Callable[..., HttpResponseBase]:
    """Calls the view with the page named in the address, in the practice's time; 404 if there is
    none, or the practice takes no bookings."""

    @wraps(view)
    def shown(
        request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        page = get_object_or_404(BookingPage.objects.open(), slug=slug)
        with timezone.override(page.practice.zone):
            return view(request, page, *args, **kwargs)

    return shown


def service_on(page: BookingPage, service_id: UUID) -> BookableService:
    """One that can be booked now, else 404."""
    service = get_object_or_404(page.practice.bookable_services.on_offer(), id=service_id)
    service.practice = page.practice
    return service


def provider_asked_for(service: BookableService, wanted: str) -> Membership | None:
    """None: whoever is free. 404 for who does not offer it."""
    if not wanted:
        return None
    for provider in service.providers_now():
        if str(provider.id) == wanted:
            return provider
    raise Http404


def day_asked_for(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None


def start_asked_for(request: HttpRequest) -> datetime:
    """What a button of the page sends."""
    try:
        start = datetime.fromisoformat(request.POST.get("start", ""))
        timezone.localtime(start)  # refuses what says no zone, or is no date there
    except (ValueError, OverflowError):
        raise BadRequest from None
    return start


def remember_hold(session: SessionBase, hold: Hold | None) -> None:
    if hold is None:
        session.pop(_HOLD, None)
    else:
        session[_HOLD] = str(hold.id)


def held_by(session: SessionBase, page: BookingPage) -> Hold | None:
    """What this browser holds in this practice, also when its time is over."""
    kept = session.get(_HOLD)
    if kept is None:
        return None
    holds = page.practice.booking_holds.select_related("service", "provider__user")
    return holds.filter(id=kept).first()


def remember_booking(session: SessionBase, booking: Booking | None) -> None:
    if booking is None:
        session.pop(_BOOKING, None)
    else:
        session[_BOOKING] = str(booking.id)


def asked_by(session: SessionBase, page: BookingPage) -> Booking | None:
    """What this browser asked for last in this practice."""
    kept = session.get(_BOOKING)
    if kept is None:
        return None
    return page.practice.bookings.with_surroundings().filter(id=kept).first()


def account_of(request: HttpRequest, email: str) -> User | None:
    """Who is signed in and has shown that the address is theirs."""
    user = request.user
    if not isinstance(user, User):
        return None
    own = user.emailaddress_set.filter(verified=True, email__iexact=email)
    return user if own.exists() else None


def asked_too_often(request: HttpRequest, email: str) -> bool:
    """Mails that anybody can have sent to an address they type are few. Counts this one."""
    return is_too_often_within_an_hour(
        request, "booking-mail", most=MAILS_PER_NETWORK_AND_HOUR
    ) or is_written_to_too_often(email, "booking", per_hour=MAILS_PER_ADDRESS_AND_HOUR)
