"""Inviting people to the team."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from videoberatung.base.errors import RefusedError
from videoberatung.practices.forms.team import InviteForm
from videoberatung.practices.http import PracticeRequest, for_members_who_may
from videoberatung.practices.models import TeamInvitation
from videoberatung.practices.roles import Action, may_lead
from videoberatung.practices.services.invitations import (
    invite_member,
    invite_member_again,
    withdraw_invitation,
)


@for_members_who_may(Action.LEAD_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: PracticeRequest) -> HttpResponse:
    if request.method != "POST":
        filled = {"language": get_language()}
        return _page(request, InviteForm(initial=filled, actor=request.membership))
    form = InviteForm(request.POST, actor=request.membership)
    if not form.is_valid():
        return _page(request, form)
    try:
        invitation = invite_member(
            email=form.cleaned_data["email"],
            role=form.cleaned_data["role"],
            holds_consultations=form.cleaned_data.get("holds_consultations", False),
            language=form.cleaned_data["language"],
            by=request.membership,
            now=now(),
        )
    except RefusedError as refusal:
        form.add_refusal(refusal)
        return _page(request, form)
    messages.success(
        request, _("The invitation to %(address)s is on its way.") % {"address": invitation.email}
    )
    return redirect("practices:team")


@for_members_who_may(Action.LEAD_TEAM)
@require_POST
def invite_again(request: PracticeRequest, invitation_id: UUID) -> HttpResponse:
    invitation = _led_invitation(request, invitation_id)
    try:
        invite_member_again(invitation, by=request.membership, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The invitation is on its way once more."))
    return redirect("practices:team")


@for_members_who_may(Action.LEAD_TEAM)
@require_POST
def withdraw(request: PracticeRequest, invitation_id: UUID) -> HttpResponse:
    invitation = _led_invitation(request, invitation_id)
    withdraw_invitation(invitation, by=request.membership, now=now())
    messages.success(request, _("The invitation is withdrawn; its link leads nowhere any more."))
    return redirect("practices:team")


def _led_invitation(request: PracticeRequest, invitation_id: UUID) -> TeamInvitation:
    """Open and of this practice, else 404; with a role this member may give, else 403."""
    open_ones = request.practice.team_invitations.open(now())
    invitation = get_object_or_404(open_ones, id=invitation_id)
    if not may_lead(request.membership, other=invitation):
        raise PermissionDenied
    return invitation


def _page(request: PracticeRequest, form: InviteForm) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "practices/invite_member.html", {"form": form}, status=status)
