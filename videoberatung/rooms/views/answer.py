"""Accept, decline, ask for another time, cancel: by the personal link, without signing in."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from videoberatung.appointments.answers import Choice
from videoberatung.appointments.forms.answer import AnswerForm
from videoberatung.appointments.models import AnswerKind, Participant
from videoberatung.appointments.services import answer_invitation
from videoberatung.base.error_pages import too_many
from videoberatung.base.errors import RefusedError
from videoberatung.base.rate_limits import is_too_often
from videoberatung.practices.brand import brand_of
from videoberatung.rooms.answer_page import answer_page
from videoberatung.rooms.closed_pages import CLOSED, closed_door, unknown_link
from videoberatung.rooms.http import opened_participant

ANSWERS_PER_MINUTE = 30


@login_not_required  # a client needs no account (promise 6)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    """Looking at it answers nothing: mail programs look into links before people do."""
    if is_too_often(request, "answer", per_minute=ANSWERS_PER_MINUTE):
        return too_many(request)
    participant = opened_participant(request.session, participant_id)
    if participant is None:
        return unknown_link(request)
    if participant.appointment.door_state(now()) in CLOSED:
        return closed_door(request, participant.appointment)
    if request.method != "POST":
        return _show(request, participant, AnswerForm(participant=participant))
    form = AnswerForm(request.POST, participant=participant)
    if not form.is_valid():
        return _show(request, participant, form)
    try:
        given = answer_invitation(participant, form.reply(), now=now())
    except RefusedError as refusal:
        form.add_refusal(refusal)
        return _show(request, participant, form)
    messages.success(request, _thanks(given.kind))
    return redirect("rooms:answer", participant_id)


def _show(request: HttpRequest, participant: Participant, form: AnswerForm) -> HttpResponse:
    context = {
        "page": answer_page(participant, now=now()),
        "form": form,
        "choices": Choice,
        "brand": brand_of(participant.appointment.practice),
    }
    return render(request, "rooms/answer.html", context, status=422 if form.errors else 200)


def _thanks(kind: str) -> str:
    if kind == AnswerKind.ACCEPTED:
        return _("Thank you. The practice knows that you will come.")
    if kind == AnswerKind.OTHER_TIME:
        return _("Thank you. The practice knows that another time would suit you better.")
    return _("Thank you. The practice knows that you cannot come.")
