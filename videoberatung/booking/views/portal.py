"""Where a practice sets up its booking."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from videoberatung.base.errors import RefusedError
from videoberatung.booking.forms.hours import ExceptionForm
from videoberatung.booking.forms.settings import PageForm, ServiceForm
from videoberatung.booking.models import BookableService
from videoberatung.booking.reach import exception_in_reach
from videoberatung.booking.services.hours import (
    add_exception,
    exceptions_of,
    remove_exception,
    working_hours_of,
)
from videoberatung.booking.services.settings import change_page, save_service
from videoberatung.practices.http import PracticeRequest, for_members, for_members_who_may
from videoberatung.practices.opening_hours import in_words
from videoberatung.practices.roles import Action


@for_members_who_may(Action.LEAD_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: PracticeRequest) -> HttpResponse:
    if request.method != "POST":
        return _overview(request, PageForm(practice=request.practice))
    form = PageForm(request.POST, practice=request.practice)
    if not form.is_valid():
        return _overview(request, form, status=422)
    try:
        change_page(request.practice, form.typed(), seen=form.seen, by=request.user)
    except RefusedError as refusal:
        form.add_refusal(refusal)
        return _overview(request, form, status=409)
    messages.success(request, _("Saved."))
    return redirect("booking:settings")


@for_members_who_may(Action.LEAD_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def new_service(request: PracticeRequest) -> HttpResponse:
    return _service(request, None)


@for_members_who_may(Action.LEAD_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def change_service(request: PracticeRequest, service_id: UUID) -> HttpResponse:
    services = request.practice.bookable_services
    return _service(request, get_object_or_404(services, id=service_id))


@for_members_who_may(Action.LEAD_TEAM)
@require_POST
def close_days(request: PracticeRequest) -> HttpResponse:
    """For everybody in the practice."""
    form = ExceptionForm(request.POST)
    if not form.is_valid():
        page = PageForm(practice=request.practice)
        return _overview(request, page, exception=form, status=422)
    try:
        add_exception(request.practice, None, form.plan(), by=request.user)
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    return redirect("booking:settings")


@for_members
@require_POST
def remove_days(request: PracticeRequest, exception_id: UUID) -> HttpResponse:
    exception = exception_in_reach(request, exception_id)
    provider = exception.provider_id
    remove_exception(exception, by=request.user)
    if provider is None:
        return redirect("booking:settings")
    return redirect("booking:hours-of", provider)


def _service(request: PracticeRequest, service: BookableService | None) -> HttpResponse:
    if request.method != "POST":
        known = vars(service) | {"providers": service.providers.all()} if service else None
        return _form(request, ServiceForm(initial=known, practice=request.practice), service)
    form = ServiceForm(request.POST, practice=request.practice)
    if not form.is_valid():
        return _form(request, form, service, status=422)
    try:
        save_service(request.practice, form.plan(), service=service, by=request.user)
    except RefusedError as refusal:
        form.add_refusal(refusal)
        return _form(request, form, service, status=422)
    messages.success(request, _("Saved."))
    return redirect("booking:settings")


def _form(
    request: PracticeRequest,
    form: ServiceForm,
    service: BookableService | None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "service": service}
    return render(request, "booking/service.html", context, status=status)


def _overview(
    request: PracticeRequest,
    form: PageForm,
    *,
    exception: ExceptionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    providers = request.practice.memberships.holding_consultations().with_names()
    page = getattr(request.practice, "booking_page", None)
    context = {
        "form": form,
        "page": page,
        "link": settings.PUBLIC_URL + reverse("booking:start", args=[page.slug]) if page else "",
        "services": request.practice.bookable_services.in_order(),
        "people": [(one, in_words(working_hours_of(one))) for one in providers],
        "exceptions": exceptions_of(request.practice, None, now()),
        "exception_form": exception or ExceptionForm(),
    }
    return render(request, "booking/settings.html", context, status=status)
