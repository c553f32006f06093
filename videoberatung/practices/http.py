"""The practice a request acts for. Every query about a practice's rows starts here."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from videoberatung.accounts.models import User
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Action, may

CHOSEN = "practice"
P = ParamSpec("P")


class PracticeRequest(HttpRequest):
    """A request of a person who is signed in and belongs to a practice."""

    user: User
    practice: Practice
    membership: Membership


View = Callable[Concatenate[PracticeRequest, P], HttpResponseBase]


class CurrentPracticeMiddleware:
    """Sets `practice` and `membership`; whoever has none comes through without them.

    Times are shown in the practice's zone, wherever the person travels; to somebody signed in
    without a practice in their own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        membership = _chosen_membership(request)
        if membership is None:
            with timezone.override(_zone_of(request)):
                return self.get_response(request)
        mine = cast(PracticeRequest, request)
        mine.membership, mine.practice = membership, membership.practice
        with timezone.override(membership.practice.zone):
            return self.get_response(request)


def _zone_of(request: HttpRequest) -> ZoneInfo | None:
    return request.user.zone if request.user.is_authenticated else None


def _chosen_membership(request: HttpRequest) -> Membership | None:
    """The practice chosen in this session, else the one joined first; one query."""
    if not request.user.is_authenticated:
        return None
    current = request.user.memberships.current().select_related("practice", "user")
    mine = list(current.order_by("created_at"))
    chosen = request.session.get(CHOSEN)
    return next((m for m in mine if str(m.practice_id) == chosen), mine[0] if mine else None)


def for_members(view: View[P]) -> View[P]:
    """A view of the portal: whoever belongs to no practice gets 403."""

    @wraps(view)
    def only_members(
        request: PracticeRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not hasattr(request, "membership"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return only_members


def for_members_who_may(action: Action) -> Callable[[View[P]], View[P]]:
    """A view for some roles only: the others of the practice get 403."""

    def only_they(view: View[P]) -> View[P]:
        @for_members
        @wraps(view)
        def checked(
            request: PracticeRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not may(request.membership, action):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return only_they
