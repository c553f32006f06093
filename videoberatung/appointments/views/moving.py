"""To another time: by a page, or by dragging in the calendar. Both call one service."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from videoberatung.appointments.conflicts import Conflicts, conflicts_of, is_outside_hours
from videoberatung.appointments.forms.move import MoveForm, move_form_for
from videoberatung.appointments.http import OUTSIDE_HOURS, appointment_in_reach, note_hours
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.reach import mails_in_words
from videoberatung.appointments.services import move_appointment
from videoberatung.appointments.services.moving import check_new_time
from videoberatung.appointments.words import when_in_words
from videoberatung.base.errors import RefusedError
from videoberatung.base.problems import problems_of
from videoberatung.practices.http import PracticeRequest, for_members


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: PracticeRequest, appointment_id: UUID) -> HttpResponse:
    appointment = appointment_in_reach(request, appointment_id)
    if request.method != "POST":
        form = move_form_for(request.membership, appointment, at=request.GET.get("at", ""))
        return _page(request, form, appointment)
    form = MoveForm(request.POST, member=request.membership, appointment=appointment)
    if not form.is_valid():
        return _page(request, form, appointment)
    try:
        check_new_time(appointment, *form.span(), now=now())
        conflicts = _conflicts(request, form, appointment)
        if not conflicts.are_answered_by(request.POST.get("anyway", "")):
            return _page(request, form, appointment, conflicts)
        _move(request, form, appointment)
    except RefusedError as refusal:
        form.add_refusal(refusal)
        return _page(request, form, appointment)
    messages.success(request, _("The appointment is moved. Everybody gets an e-mail."))
    note_hours(request, form.span())
    return redirect("appointments:detail", appointment.id)


@for_members
@require_POST
def move_by_script(request: PracticeRequest, appointment_id: UUID) -> HttpResponse:
    """The same in two steps: without `anyway` it says what there is to ask, with it, it moves.

    Something else to ask by then: it asks again. 422 with the sentence where it cannot be.
    """
    appointment = appointment_in_reach(request, appointment_id)
    form = MoveForm(request.POST, member=request.membership, appointment=appointment)
    if not form.is_valid():
        return _refuse(problems_of(form)[0].sentence)
    try:
        check_new_time(appointment, *form.span(), now=now())
        conflicts = _conflicts(request, form, appointment)
        if request.POST.get("anyway") != conflicts.answer:
            return _ask(request, form, appointment, conflicts)
        _move(request, form, appointment)
    except RefusedError as refusal:
        return _refuse(refusal.sentence)
    return HttpResponse(status=204)


def _conflicts(request: PracticeRequest, form: MoveForm, appointment: Appointment) -> Conflicts:
    return conflicts_of(
        [form.span()],
        moderators=appointment.moderators,
        member=request.membership,
        besides=[appointment.id],
    )


def _move(request: PracticeRequest, form: MoveForm, appointment: Appointment) -> None:
    starts_at, ends_at = form.span()
    move_appointment(appointment, starts_at=starts_at, ends_at=ends_at, by=request.user, now=now())


def _page(
    request: PracticeRequest,
    form: MoveForm,
    appointment: Appointment,
    conflicts: Conflicts | None = None,
) -> HttpResponse:
    status = 422 if conflicts or problems_of(form) else 200
    context = {
        "form": form,
        "appointment": appointment,
        "mails": mails_in_words(appointment.participants.all()),
        "conflicts": conflicts,
        "collisions": conflicts.in_words(now()) if conflicts else [],
    }
    return render(request, "appointments/move.html", context, status=status)


def _ask(
    request: PracticeRequest, form: MoveForm, appointment: Appointment, conflicts: Conflicts
) -> JsonResponse:
    return JsonResponse(
        {
            "anyway": conflicts.answer,
            "title": appointment.title,
            "before": _when(appointment, appointment.starts_at, appointment.ends_at),
            "after": _when(appointment, *form.span()),
            "warnings": _warnings(request, form, conflicts),
            "mails": mails_in_words(appointment.participants.all()),
        }
    )


def _when(appointment: Appointment, starts_at: datetime, ends_at: datetime) -> str:
    return when_in_words(starts_at, ends_at, zone=appointment.practice.zone, now=now())


def _warnings(request: PracticeRequest, form: MoveForm, conflicts: Conflicts) -> list[str]:
    hours = [OUTSIDE_HOURS] if is_outside_hours(form.span(), request.membership) else []
    return [*conflicts.in_words(now()), *map(str, hours)]


def _refuse(sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=422)
