"""Accepting an invitation to a team: the way from the link in the mail into the practice."""

from typing import cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from videoberatung.accounts.models import User
from videoberatung.base.error_pages import too_many
from videoberatung.base.errors import RefusedError
from videoberatung.base.rate_limits import is_too_often
from videoberatung.practices.forms.joining import JoinForm
from videoberatung.practices.http import CHOSEN
from videoberatung.practices.invitation_links import invitation_for
from videoberatung.practices.models import Membership, TeamInvitation
from videoberatung.practices.services.joining import (
    accept_invitation,
    has_account,
    is_meant,
    join_with_new_account,
)

PER_MINUTE = 30


@login_not_required  # whoever is invited may have no account yet; the link is the key
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at it changes nothing: programs open links before people do."""
    if is_too_often(request, "join", per_minute=PER_MINUTE):
        return too_many(request)
    invitation = invitation_for(token, now=now())
    if invitation is None:
        return _unknown(request)
    if request.user.is_authenticated:
        return _accept(request, invitation, request.user)
    if has_account(invitation):
        return _page(request, invitation, "sign_in")
    return _make_account(request, invitation)


def _accept(request: HttpRequest, invitation: TeamInvitation, user: User) -> HttpResponse:
    if not is_meant(invitation, user):
        return _page(request, invitation, "other_address")
    if request.method != "POST":
        return _page(request, invitation, "accept")
    try:
        membership = accept_invitation(invitation, user=user, now=now())
    except RefusedError:  # accepted or withdrawn at this very moment
        return _unknown(request)
    rotate_token(request)
    return _welcome(request, membership)


def _make_account(request: HttpRequest, invitation: TeamInvitation) -> HttpResponse:
    if request.method != "POST":
        return _page(request, invitation, "new", JoinForm(email=invitation.email))
    form = JoinForm(request.POST, email=invitation.email)
    if not form.is_valid():
        return _page(request, invitation, "new", form)
    try:
        membership = join_with_new_account(invitation, form.person(), now=now())
    except RefusedError:  # sent twice, or registered elsewhere: the page says what is true now
        return redirect(request.path)
    record_authentication(request, membership.user, method="password")
    answer = cast(HttpResponse, perform_login(request, membership.user))
    if not request.user.is_authenticated:
        return answer
    return _welcome(request, membership)


def _welcome(request: HttpRequest, membership: Membership) -> HttpResponse:
    request.session[CHOSEN] = str(membership.practice_id)
    messages.success(
        request, _("Welcome to %(practice)s.") % {"practice": membership.practice.name}
    )
    return redirect("appointments:home")


def _page(
    request: HttpRequest, invitation: TeamInvitation, step: str, form: JoinForm | None = None
) -> HttpResponse:
    status = 422 if form is not None and form.is_bound and form.errors else 200
    context = {"invitation": invitation, "step": step, "form": form}
    return render(request, "practices/join.html", context, status=status)


def _unknown(request: HttpRequest) -> HttpResponse:
    """Altered, withdrawn, expired or used: nobody can tell which."""
    return render(request, "practices/unknown_invitation.html", status=404)
