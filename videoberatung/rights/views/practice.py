"""Closing a practice."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videoberatung.practices.http import PracticeRequest, for_members
from videoberatung.practices.roles import Action, may
from videoberatung.privacy.holdings import Subject, held_about_practices
from videoberatung.rights.http import freshly_confirmed
from videoberatung.rights.leaving import consequences_for
from videoberatung.rights.models import PracticeClosing
from videoberatung.rights.services import announce_closing, undo_closing
from videoberatung.rights.terms import end_of, last_day_of


@for_members
@require_safe
def close(request: PracticeRequest) -> HttpResponse:
    _check_owner(request)
    context = {
        "consequences": consequences_for(Subject(request.practice.id), held_about_practices()),
        "last_day": last_day_of(end_of(now())),
        "closing": _closing_of(request),
    }
    return render(request, "rights/close.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_confirmed
def confirm(request: PracticeRequest) -> HttpResponse:
    _check_owner(request)
    if request.method != "POST":
        context = {"last_day": last_day_of(end_of(now())), "closing": _closing_of(request)}
        return render(request, "rights/close_confirm.html", context)
    announce_closing(request.practice, by=request.user, now=now())
    return redirect("rights:close")


@for_members
@require_POST
def keep(request: PracticeRequest) -> HttpResponse:
    _check_owner(request)
    if closing := _closing_of(request):
        undo_closing(closing, by=request.user, now=now())
        messages.success(request, _("The notice is taken back. The practice stays as it was."))
    return redirect("rights:close")


def _check_owner(request: PracticeRequest) -> None:
    if not may(request.membership, Action.CHANGE_CONTRACT):
        raise PermissionDenied


def _closing_of(request: PracticeRequest) -> PracticeClosing | None:
    return getattr(request.practice, "closing", None)
