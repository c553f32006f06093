"""The people of a practice."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from videoberatung.base.errors import RefusedError
from videoberatung.practices.departures import planned_count
from videoberatung.practices.forms.team import MemberForm, PlannedForm
from videoberatung.practices.http import PracticeRequest, for_members_who_may
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Action, may, may_lead
from videoberatung.practices.services.team import change_member, remove_member
from videoberatung.practices.team_page import invitations_of, team_of


@for_members_who_may(Action.LEAD_TEAM)
@require_safe
def team(request: PracticeRequest) -> HttpResponse:
    context = {
        "team": team_of(request.membership),
        "invitations": invitations_of(request.membership, now=now()),
    }
    return render(request, "practices/team.html", context)


@for_members_who_may(Action.LEAD_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: PracticeRequest, member_id: UUID) -> HttpResponse:
    member = _led_member(request, member_id)
    count = planned_count(member, now())
    form = MemberForm(
        request.POST if request.method == "POST" else None,
        initial={"role": member.role, "holds_consultations": member.holds_consultations},
        actor=request.membership,
        member=member,
        planned_count=count,
    )
    if not form.is_valid():
        return _page(request, "change_member", form, member, count)
    try:
        changed = change_member(
            member,
            role=form.cleaned_data["role"],
            holds_consultations=form.cleaned_data.get("holds_consultations", False),
            planned=form.decision(),
            by=request.membership,
            now=now(),
        )
    except RefusedError as refusal:
        form.add_refusal(refusal)
        return _page(request, "change_member", form, member, count)
    messages.success(request, _("Saved. It counts from now on, in open windows too."))
    is_out = changed.id == request.membership.id and not may(changed, Action.LEAD_TEAM)
    return redirect("practices:own-role" if is_out else "practices:team")


@for_members_who_may(Action.LEAD_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: PracticeRequest, member_id: UUID) -> HttpResponse:
    """Ask once, then do it."""
    member = _led_member(request, member_id)
    if member.id == request.membership.id:
        return redirect("practices:leave")
    count = planned_count(member, now())
    form = PlannedForm(
        request.POST if request.method == "POST" else None, member=member, planned_count=count
    )
    if not form.is_valid():
        return _page(request, "remove_member", form, member, count)
    try:
        remove_member(member, planned=form.decision(), by=request.membership, now=now())
    except RefusedError as refusal:
        form.add_refusal(refusal)
        return _page(request, "remove_member", form, member, count)
    name = member.user.display_name
    messages.success(request, _("%(name)s no longer belongs to the practice.") % {"name": name})
    return redirect("practices:team")


def _led_member(request: PracticeRequest, member_id: UUID) -> Membership:
    """Of this practice now, else 404; and within this member's right to lead, else 403."""
    members = request.practice.memberships.current().with_names()
    member = get_object_or_404(members, id=member_id)
    if not may_lead(request.membership, other=member):
        raise PermissionDenied
    return member


def _page(
    request: PracticeRequest, name: str, form: PlannedForm, member: Membership, count: int
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "member": member, "planned_count": count}
    return render(request, f"practices/{name}.html", context, status=status)
