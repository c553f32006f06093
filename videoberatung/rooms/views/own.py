"""Into the waiting room from one's own calendar, without the link (promise 11)."""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from videoberatung.accounts.models import User
from videoberatung.appointments.own import own_participant
from videoberatung.rooms.http import remember_participant


@require_POST
def open_own(
    request: HttpRequest, participant_id: UUID, *, leads_to: str = "rooms:door"
) -> HttpResponse:
    """As if the link had been opened; where the door is closed, the door says why."""
    user = cast(User, request.user)  # everybody here is signed in
    participant = own_participant(user, participant_id)
    if participant is None:
        raise Http404
    remember_participant(request.session, participant)
    return redirect(leads_to, participant.id)
