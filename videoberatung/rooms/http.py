"""The browser session of a client, and answers to the script of the page."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from videoberatung.appointments.models import Participant

View = Callable[..., HttpResponseBase]
_KEY = "participants"
# More open invitations than one person keeps; older ones are opened again by their link.
_MOST = 20
_STATUS = {
    "signed_out": 403,
    "not_yours": 403,
    "unknown": 404,
    "too_early": 409,
    "ended": 410,
    "over": 410,
    "cancelled": 410,
    "too_many": 429,
}


def remember_participant(session: SessionBase, participant: Participant) -> None:
    """This browser has opened that person's link. A client's session holds nothing else."""
    kept = [entry for entry in session.get(_KEY, []) if entry[0] != str(participant.id)]
    session[_KEY] = [*kept, [str(participant.id), participant.link_version]][-_MOST:]


def opened_participant(session: SessionBase, participant_id: UUID) -> Participant | None:
    """The person whose present link this browser has opened.

    None once the link was replaced, withdrawn or erased: then the session forgets it too.
    One query, and none for who never opened a link.
    """
    kept = session.get(_KEY, [])
    version = dict(kept).get(str(participant_id))
    if version is None:
        return None
    participant = Participant.objects.with_living_link().filter(id=participant_id).first()
    if participant is None or participant.link_version != version:
        session[_KEY] = [entry for entry in kept if entry[0] != str(participant_id)]
        return None
    return participant


def browser_of(request: HttpRequest) -> str:
    """The value of APPSESSION. A request that passed the CSRF check has one."""
    return cast(str, request.session.session_key)


def refused(code: str) -> JsonResponse:
    """A rule's answer to the script, which has the sentence for the code."""
    return JsonResponse({"code": code}, status=_STATUS[code])


class _CsrfForScripts(CsrfViewMiddleware):
    """The same check as for forms, with an answer that a script can read."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        # The token lives in the session: it does not fit when the session has ended.
        return refused("signed_out")


def script_endpoint(view: View) -> View:
    """For addresses that the page's script posts to: a refusal is JSON and never a page."""
    protect = decorator_from_middleware(_CsrfForScripts)
    return csrf_exempt(cast(View, protect(view)))
