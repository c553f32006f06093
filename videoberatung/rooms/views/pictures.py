from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from videoberatung.base.picture_response import picture_response
from videoberatung.rooms.http import opened_participant


@login_not_required  # a client needs no account (promise 6)
@require_safe
def moderator_picture(request: HttpRequest, participant_id: UUID) -> HttpResponse:
    """The face of who invites, for whoever has opened that person's link; else 404."""
    participant = opened_participant(request.session, participant_id)
    if participant is None:
        raise Http404
    picture = getattr(participant.appointment.moderator.user, "picture", None)
    if picture is None:
        raise Http404
    return picture_response(picture.content)
