"""To a colleague, while it is planned and while somebody waits or talks."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from videoberatung.appointments.forms.hand_over import HandOverForm
from videoberatung.appointments.http import appointment_in_reach
from videoberatung.appointments.services import hand_over
from videoberatung.base.errors import RefusedError
from videoberatung.practices.http import PracticeRequest, for_members
from videoberatung.practices.roles import may_look_at


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_page(request: PracticeRequest, appointment_id: UUID) -> HttpResponse:
    appointment = appointment_in_reach(request, appointment_id)
    form = HandOverForm(request.POST or None, appointment=appointment)
    if request.method == "POST":
        form = HandOverForm(request.POST, appointment=appointment)
    if request.method == "POST" and form.is_valid():
        colleague, stays = form.cleaned_data["colleague"], form.cleaned_data["stays"]
        try:
            given = hand_over(appointment, colleague, stays=stays, by=request.user, now=now())
        except RefusedError as refusal:
            form.add_refusal(refusal)
        else:
            words = _("%(name)s holds the appointment now and sees who waits.")
            messages.success(request, words % {"name": colleague.user.display_name})
            if may_look_at(request.membership, moderators=given.moderators):
                return redirect("appointments:detail", appointment_id)
            return redirect("appointments:today")
    context = {
        "form": form,
        "appointment": appointment,
        "is_running": appointment.starts_at <= now(),
    }
    status = 422 if form.errors else 200
    return render(request, "appointments/hand_over.html", context, status=status)
