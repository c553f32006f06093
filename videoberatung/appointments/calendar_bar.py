"""What stands above each view of the calendar: the views, and whose appointments are shown.

All of it is in the address, so that it survives a reload, a bookmark and the way back.
"""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from videoberatung.appointments.models import AppointmentQuerySet
from videoberatung.practices.http import PracticeRequest
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Action, may

VIEWS = ("day", "week", "month")


@dataclass(frozen=True)
class Bar:
    """`colleagues` is empty for who sees their own appointments alone; `who` None means all."""

    colleagues: list[Membership]
    who: Membership | None
    shows_cancelled: bool

    def narrow(self, appointments: AppointmentQuerySet) -> AppointmentQuerySet:
        """To those of the colleague chosen."""
        return appointments.held_by(self.who) if self.who else appointments


def bar_of(request: PracticeRequest) -> Bar:
    """One query for who sees colleagues, one more where one is chosen who is no colleague now.

    Raises Http404 for who never was one.
    """
    shows_cancelled = request.GET.get("cancelled") == "1"
    if not may(request.membership, Action.PLAN_ALL):
        return Bar([], None, shows_cancelled)
    team = request.practice.memberships.with_names()
    colleagues = list(team.holding_consultations())
    who = _chosen(request, colleagues)
    if who and who not in colleagues:
        colleagues.append(who)
    return Bar(colleagues, who, shows_cancelled)


def _chosen(request: PracticeRequest, colleagues: list[Membership]) -> Membership | None:
    asked = request.GET.get("who")
    if not asked:
        return None
    try:
        who = UUID(asked)
    except ValueError:
        raise Http404 from None
    known = next((one for one in colleagues if one.id == who), None)
    return known or get_object_or_404(request.practice.memberships.with_names(), id=who)
