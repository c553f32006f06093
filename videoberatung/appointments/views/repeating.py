"""The steps of the planning page that are about a whole series."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videoberatung.appointments.conflicts import Span
from videoberatung.appointments.forms import PlanForms
from videoberatung.appointments.forms.repeat import scope_asked, scope_typed
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.recurrence import Recurrence
from videoberatung.appointments.scope import reached_by, time_for
from videoberatung.appointments.series_pages import preview_of
from videoberatung.appointments.services import Plan, cancel_series, change_series, plan_series
from videoberatung.appointments.services.repeating import days_to_plan, starts_on
from videoberatung.appointments.views.plan_page import conflicts_with, show
from videoberatung.base.errors import RefusedError
from videoberatung.practices.http import PracticeRequest


def plan_repeating(
    request: PracticeRequest, forms: PlanForms, recurrence: Recurrence
) -> HttpResponse:
    """Show every day and ask; then plan just these."""
    plan, submission = forms.plan(), forms.details.cleaned_data["submission"]
    try:
        days = days_to_plan(request.practice, plan, recurrence, now=now())
        preview = preview_of(request.practice, plan, recurrence, days)
        conflicts = conflicts_with(
            request,
            _spans(request, plan, days),
            plan.moderators,
            besides=[one.id for one in _planned_by(request, forms)],
        )
        if conflicts or request.POST.get("dates") != preview.answer:
            return show(request, forms, conflicts=conflicts, preview=preview)
        series = plan_series(
            request.practice, plan, recurrence, submission=submission, by=request.user, now=now()
        )
    except RefusedError as refusal:
        forms.add_refusal(refusal)
        return show(request, forms)
    messages.success(request, _planned(len(days)))
    return redirect("appointments:series", series.id)


def change_repeating(
    request: PracticeRequest, forms: PlanForms, appointment: Appointment
) -> HttpResponse:
    """The change of one appointment for others of its series, too."""
    plan = forms.plan()
    reached = reached_by(appointment, forms.reach, member=request.membership, now=now())
    spans = [
        (plan.starts_at, plan.ends_at) if one == appointment else time_for(one, appointment, plan)
        for one in reached
    ]
    ids = [one.id for one in reached]
    if conflicts := conflicts_with(request, spans, plan.moderators, besides=ids):
        return show(request, forms, appointment, conflicts)
    try:
        count = change_series(appointment, plan, forms.reach, by=request.membership, now=now())
    except RefusedError as refusal:
        forms.add_refusal(refusal)
        return show(request, forms, appointment)
    messages.success(request, _changed(count))
    return redirect("appointments:series", appointment.series_id)


def cancel_repeating(
    request: PracticeRequest, appointment: Appointment, unreached: str
) -> HttpResponse:
    """Ask once, also how far it reaches; then do it."""
    scope = scope_typed(request.POST) if request.method == "POST" else scope_asked(request.GET)
    if request.method != "POST" or not scope.is_valid():
        context = {"appointment": appointment, "unreached": unreached, "scope": scope}
        status = 422 if request.method == "POST" else 200
        return render(request, "appointments/cancel.html", context, status=status)
    count = cancel_series(appointment, scope.chosen, by=request.membership, now=now())
    if count:
        messages.success(request, _cancelled(count))
    else:
        messages.error(request, _("Nothing of it is left to cancel."))
    return redirect("appointments:series", appointment.series_id)


def _spans(request: PracticeRequest, plan: Plan, days: list[date]) -> list[Span]:
    clock = plan.starts_at.astimezone(request.practice.zone).time()
    starts = starts_on(days, clock, request.practice.zone)
    return [(starts_at, starts_at + plan.duration) for starts_at in starts]


def _planned_by(request: PracticeRequest, forms: PlanForms) -> list[Appointment]:
    """What the same form has planned already: no conflict with itself."""
    submission = forms.details.cleaned_data["submission"]
    return list(request.practice.appointments.filter(series__submission=submission))


def _planned(count: int) -> str:
    return ngettext(
        "The series is planned: %(count)d appointment. Everybody gets one e-mail with all dates.",
        "The series is planned: %(count)d appointments. Everybody gets one e-mail with all dates.",
        count,
    ) % {"count": count}


def _changed(count: int) -> str:
    return ngettext(
        "The change is saved for %(count)d appointment. Everybody it concerns gets one e-mail.",
        "The change is saved for %(count)d appointments. Everybody it concerns gets one e-mail.",
        count,
    ) % {"count": count}


def _cancelled(count: int) -> str:
    return ngettext(
        "%(count)d appointment is cancelled. Everybody gets one e-mail.",
        "%(count)d appointments are cancelled. Everybody gets one e-mail.",
        count,
    ) % {"count": count}
