"""Single steps with an appointment that is planned already."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from videoberatung.appointments import services
from videoberatung.appointments.http import appointment_in_reach, appointment_in_sight
from videoberatung.appointments.reach import unreached_in_words
from videoberatung.appointments.views.repeating import cancel_repeating
from videoberatung.base.errors import RefusedError
from videoberatung.practices.http import PracticeRequest, for_members
from videoberatung.practices.roles import may_hold

EXTENSIONS = ("10", "15", "30", "60")


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: PracticeRequest, appointment_id: UUID) -> HttpResponse:
    """Ask once, then do it."""
    appointment = appointment_in_reach(request, appointment_id)
    unreached = unreached_in_words(list(appointment.participants.all()))
    if appointment.series:
        return cancel_repeating(request, appointment, unreached)
    if request.method != "POST":
        context = {"appointment": appointment, "unreached": unreached}
        return render(request, "appointments/cancel.html", context)
    try:
        services.cancel_appointment(appointment, by=request.user, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The appointment is cancelled. Everybody gets an e-mail."))
        if unreached:
            messages.warning(request, unreached)
    return redirect("appointments:upcoming")


@for_members
@require_POST
def extend(request: PracticeRequest, appointment_id: UUID) -> HttpResponse:
    appointment = appointment_in_sight(request, appointment_id)
    if not may_hold(request.membership, appointment.moderators):
        raise PermissionDenied
    minutes = request.POST.get("minutes", "")
    if minutes not in EXTENSIONS:
        raise BadRequest
    try:
        services.extend_appointment(appointment, minutes=int(minutes), by=request.user, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The appointment lasts longer; the links work until then."))
    return redirect("appointments:detail", appointment_id)


@for_members
@require_POST
def invite_again(
    request: PracticeRequest, appointment_id: UUID, participant_id: UUID
) -> HttpResponse:
    appointment = appointment_in_reach(request, appointment_id)
    participant = get_object_or_404(appointment.participants.taking_part(), id=participant_id)
    try:
        services.invite_again(participant, by=request.user, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The invitation is on its way once more."))
    return redirect("appointments:detail", appointment_id)
