from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from videoberatung.appointments.conflicts import Conflicts, conflicts_of
from videoberatung.appointments.forms import (
    PlanForms,
    forms_for_change,
    forms_for_new,
    forms_typed,
    forms_with_step,
)
from videoberatung.appointments.http import appointment_in_reach, note_hours
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.reach import planned_in_words, unreached_in_words
from videoberatung.appointments.services import Plan, change_appointment, plan_appointment
from videoberatung.base.errors import RefusedError
from videoberatung.practices.http import PracticeRequest, for_members
from videoberatung.practices.roles import Action, may


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: PracticeRequest) -> HttpResponse:
    if not any(may(request.membership, action) for action in (Action.PLAN_OWN, Action.PLAN_ALL)):
        raise PermissionDenied
    if request.method != "POST":
        return _show(request, forms_for_new(request.membership, now=now(), asked=request.GET))
    if step := request.POST.get("step"):
        return _show(request, forms_with_step(request.POST, step, request.membership))
    forms = forms_typed(request.POST, request.membership)
    if not forms.is_valid():
        return _show(request, forms)
    wished, submission = forms.plan(), forms.details.cleaned_data["submission"]
    conflicts = _conflicts(request, wished, besides=submission)
    if not conflicts.are_answered_by(request.POST.get("anyway", "")):
        return _show(request, forms, conflicts=conflicts)
    try:
        appointment = plan_appointment(
            request.practice,
            wished,
            submission=submission,
            by=request.user,
            now=now(),
        )
    except RefusedError as refusal:
        forms.details.add_refusal(refusal)
        return _show(request, forms)
    messages.success(request, planned_in_words(wished.invitees))
    note_hours(request, (appointment.starts_at, appointment.ends_at))
    return redirect("appointments:detail", appointment.id)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PracticeRequest, appointment_id: UUID) -> HttpResponse:
    appointment = appointment_in_reach(request, appointment_id)
    if request.method != "POST":
        return _show(request, forms_for_change(request.membership, appointment), appointment)
    if step := request.POST.get("step"):
        forms = forms_with_step(request.POST, step, request.membership, appointment)
        return _show(request, forms, appointment)
    forms = forms_typed(request.POST, request.membership, appointment)
    if not forms.is_valid():
        return _show(request, forms, appointment)
    wished = forms.plan()
    conflicts = _conflicts(request, wished, besides=appointment.id)
    if not conflicts.are_answered_by(request.POST.get("anyway", "")):
        return _show(request, forms, appointment, conflicts)
    try:
        change_appointment(appointment, wished, by=request.user, now=now())
    except RefusedError as refusal:
        forms.details.add_refusal(refusal)
        return _show(request, forms, appointment)
    messages.success(request, _("The change is saved. Everybody it concerns gets an e-mail."))
    if unreached := unreached_in_words(wished.invitees):
        messages.warning(request, unreached)
    note_hours(request, (wished.starts_at, wished.ends_at))
    return redirect("appointments:detail", appointment.id)


def _conflicts(request: PracticeRequest, plan: Plan, *, besides: UUID) -> Conflicts:
    return conflicts_of(
        [(plan.starts_at, plan.ends_at)],
        moderators=[plan.moderator],
        member=request.membership,
        besides=[besides],
    )


def _show(
    request: PracticeRequest,
    forms: PlanForms,
    appointment: Appointment | None = None,
    conflicts: Conflicts | None = None,
) -> HttpResponse:
    """The page for both; with 422 when something on it is wrong, or has to be asked."""
    status = 422 if forms.has_problems or conflicts else 200
    context = {
        "form": forms.details,
        "people": forms.people,
        "appointment": appointment,
        "conflicts": conflicts,
        "collisions": conflicts.in_words(now()) if conflicts else [],
    }
    return render(request, "appointments/plan.html", context, status=status)
