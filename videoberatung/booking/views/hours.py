"""The working hours of one provider: set by themselves, or by who leads the practice."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videoberatung.base.errors import RefusedError
from videoberatung.booking.forms.hours import ExceptionForm, WorkingHoursForm
from videoberatung.booking.reach import provider_in_reach
from videoberatung.booking.services.hours import (
    add_exception,
    change_working_hours,
    exceptions_of,
)
from videoberatung.practices.http import PracticeRequest, for_members
from videoberatung.practices.models import Membership


@for_members
@require_safe
def own(request: PracticeRequest) -> HttpResponse:
    if not request.membership.holds_consultations:
        raise PermissionDenied
    provider = provider_in_reach(request, request.membership.id)
    return _show(request, provider, WorkingHoursForm(provider=provider))


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def of(request: PracticeRequest, member_id: UUID) -> HttpResponse:
    provider = provider_in_reach(request, member_id)
    if request.method != "POST":
        return _show(request, provider, WorkingHoursForm(provider=provider))
    form = WorkingHoursForm(request.POST, provider=provider)
    if not form.is_valid():
        return _show(request, provider, form, status=422)
    try:
        change_working_hours(provider, form.typed(), seen=form.seen, by=request.user)
    except RefusedError as refusal:
        form.add_refusal(refusal)
        return _show(request, provider, form, status=409)
    messages.success(request, _("Saved."))
    return redirect("booking:hours-of", provider.id)


@for_members
@require_POST
def add_days(request: PracticeRequest, member_id: UUID) -> HttpResponse:
    provider = provider_in_reach(request, member_id)
    form = ExceptionForm(request.POST)
    if not form.is_valid():
        hours = WorkingHoursForm(provider=provider)
        return _show(request, provider, hours, exception=form, status=422)
    try:
        add_exception(request.practice, provider, form.plan(), by=request.user)
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    return redirect("booking:hours-of", provider.id)


def _show(
    request: PracticeRequest,
    provider: Membership,
    form: WorkingHoursForm,
    *,
    exception: ExceptionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "provider": provider,
        "is_own": provider.id == request.membership.id,
        "exceptions": exceptions_of(request.practice, provider, now()),
        "exception_form": exception or ExceptionForm(),
    }
    return render(request, "booking/hours.html", context, status=status)
