"""Faces, for those who work together."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from videoberatung.accounts.http import PersonRequest
from videoberatung.accounts.models import Picture
from videoberatung.base.picture_response import picture_response


@require_safe
def picture(request: PersonRequest, picture_id: UUID) -> HttpResponse:
    return picture_response(_in_reach(request, picture_id).content)


@require_safe
def small_picture(request: PersonRequest, picture_id: UUID) -> HttpResponse:
    return picture_response(_in_reach(request, picture_id).small)


def _in_reach(request: PersonRequest, picture_id: UUID) -> Picture:
    """One's own, also of somebody without a practice, or a colleague's; else 404."""
    people = [request.user]
    if practice := getattr(request, "practice", None):
        colleagues = practice.memberships.current().filter(user__picture=picture_id)
        people += [member.user for member in colleagues.select_related("user")]
    for person in people:
        found: Picture | None = getattr(person, "picture", None)
        if found and found.id == picture_id:
            return found
    raise Http404
