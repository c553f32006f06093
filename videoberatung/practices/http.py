"""The practice a request acts for. Every query about a practice's rows starts here."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from videoberatung.accounts.models import User
from videoberatung.accounts.second_factor import has_second_factor
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Action, may

CHOSEN = "practice"
P = ParamSpec("P")


class PracticeRequest(HttpRequest):
    """A request of a person who is signed in and belongs to a practice."""

    user: User
    practice: Practice
    # Only for who may act for the practice now.
    membership: Membership
    # All current ones, the one joined first in front.
    memberships: list[Membership]


View = Callable[Concatenate[PracticeRequest, P], HttpResponseBase]


class CurrentPracticeMiddleware:
    """Sets `practice` and `membership`; whoever has none comes through without them.

    Whose practice asks for a second factor and who has none yet gets the practice alone.

    Times are shown in the practice's zone, wherever the person travels; to somebody signed in
    without a practice in their own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        mine = cast(PracticeRequest, request)
        mine.memberships = _memberships(request)
        membership = _chosen(mine)
        if membership is None:
            with timezone.override(_zone_of(request)):
                return self.get_response(request)
        mine.practice = membership.practice
        if not _lacks_second_factor(membership):
            mine.membership = membership
        with timezone.override(membership.practice.zone):
            return self.get_response(request)


def _zone_of(request: HttpRequest) -> ZoneInfo | None:
    return request.user.zone if request.user.is_authenticated else None


def _memberships(request: HttpRequest) -> list[Membership]:
    """One query."""
    if not request.user.is_authenticated:
        return []
    current = request.user.memberships.current().with_brand()
    return list(current.order_by("created_at"))


def _chosen(request: PracticeRequest) -> Membership | None:
    """In the practice chosen in this session, else in the one joined first."""
    mine = request.memberships
    chosen = request.session.get(CHOSEN) if mine else None
    return next((m for m in mine if str(m.practice_id) == chosen), mine[0] if mine else None)


def _lacks_second_factor(member: Membership) -> bool:
    """One query where the practice asks for one, none else."""
    if not member.practice.requires_second_factor:
        return False
    return not has_second_factor(member.user)


def for_members(view: View[P]) -> View[P]:
    """A view of the portal: whoever belongs to no practice gets 403.

    Who has yet to set up the second factor that the practice asks for is led there.
    """

    @wraps(view)
    def only_members(
        request: PracticeRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if hasattr(request, "membership"):
            return view(request, *args, **kwargs)
        if hasattr(request, "practice"):
            return to_second_factor(request)
        raise PermissionDenied

    return only_members


def to_second_factor(request: PracticeRequest) -> HttpResponseBase:
    """To the page where one is set up, with the reason."""
    words = _("%(practice)s asks for a second factor. Please set one up; then you can go on.")
    messages.warning(request, words % {"practice": request.practice.name})
    return redirect("mfa_index")


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
