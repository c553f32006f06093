from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from videoberatung.appointments.forms import (
    forms_for_change,
    forms_for_new,
    forms_typed,
    forms_with_step,
)
from videoberatung.appointments.http import appointment_in_reach, note_hours
from videoberatung.appointments.reach import planned_in_words, unreached_in_words
from videoberatung.appointments.services import change_appointment, plan_appointment
from videoberatung.appointments.views.plan_page import conflicts_with, show
from videoberatung.appointments.views.repeating import change_repeating, plan_repeating
from videoberatung.base.errors import RefusedError
from videoberatung.practices.http import PracticeRequest, for_members
from videoberatung.practices.roles import Action, may


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: PracticeRequest) -> HttpResponse:
    if not any(may(request.membership, action) for action in (Action.PLAN_OWN, Action.PLAN_ALL)):
        raise PermissionDenied
    if request.method != "POST":
        forms = forms_for_new(request.membership, now=now(), asked=request.GET)
        return show(request, forms)
    if step := request.POST.get("step"):
        return show(request, forms_with_step(request.POST, step, request.membership))
    forms = forms_typed(request.POST, request.membership)
    if not forms.is_valid():
        return show(request, forms)
    if recurrence := forms.recurrence:
        return plan_repeating(request, forms, recurrence)
    wished, submission = forms.plan(), forms.details.cleaned_data["submission"]
    if conflicts := conflicts_with(request, [wished.span], wished.moderators, besides=[submission]):
        return show(request, forms, conflicts=conflicts)
    try:
        appointment = plan_appointment(
            request.practice,
            wished,
            submission=submission,
            by=request.user,
            now=now(),
        )
    except RefusedError as refusal:
        forms.add_refusal(refusal)
        return show(request, forms)
    messages.success(request, planned_in_words(wished.invitees))
    note_hours(request, (appointment.starts_at, appointment.ends_at))
    return redirect("appointments:detail", appointment.id)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PracticeRequest, appointment_id: UUID) -> HttpResponse:
    appointment = appointment_in_reach(request, appointment_id)
    if request.method != "POST":
        forms = forms_for_change(request.membership, appointment, asked=request.GET)
        return show(request, forms, appointment)
    if step := request.POST.get("step"):
        forms = forms_with_step(request.POST, step, request.membership, appointment)
        return show(request, forms, appointment)
    forms = forms_typed(request.POST, request.membership, appointment)
    if not forms.is_valid():
        return show(request, forms, appointment)
    if forms.reach != "this":
        return change_repeating(request, forms, appointment)
    wished, own = forms.plan(), [appointment.id]
    if conflicts := conflicts_with(request, [wished.span], wished.moderators, besides=own):
        return show(request, forms, appointment, conflicts)
    try:
        change_appointment(appointment, wished, by=request.user, now=now())
    except RefusedError as refusal:
        forms.add_refusal(refusal)
        return show(request, forms, appointment)
    messages.success(request, _("The change is saved. Everybody it concerns gets an e-mail."))
    if unreached := unreached_in_words(wished.invitees):
        messages.warning(request, unreached)
    note_hours(request, (wished.starts_at, wished.ends_at))
    return redirect("appointments:detail", appointment.id)
