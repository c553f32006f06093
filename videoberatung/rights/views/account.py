"""Ending one's own account."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError
from videoberatung.privacy.holdings import held_about_people
from videoberatung.rights.http import freshly_confirmed
from videoberatung.rights.leaving import consequences_for
from videoberatung.rights.models import AccountEnding
from videoberatung.rights.ownership import led_alone_by
from videoberatung.rights.services import announce_ending, undo_ending
from videoberatung.rights.services.erasing import subject_of
from videoberatung.rights.terms import end_of, last_day_of


@require_safe
def end(request: HttpRequest) -> HttpResponse:
    """What goes and what stays, before anything happens."""
    user = cast(User, request.user)
    context = {
        # What stands lowest is nearest to the person: name and password first.
        "consequences": consequences_for(subject_of(user), held_about_people()[::-1]),
        "led_alone": led_alone_by(user),
        "last_day": last_day_of(end_of(now())),
        "ending": _ending_of(user),
    }
    return render(request, "rights/end.html", context)


@freshly_confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if request.method != "POST":
        context = {"last_day": last_day_of(end_of(now())), "ending": _ending_of(user)}
        return render(request, "rights/end_confirm.html", context)
    try:
        announce_ending(user, now=now())
    except RefusedError as refusal:
        messages.error(request, refusal.sentence)
    return redirect("rights:end")


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    if ending := _ending_of(cast(User, request.user)):
        undo_ending(ending, now=now())
        messages.success(request, _("The notice is taken back. Your account stays as it was."))
    return redirect("rights:end")


def _ending_of(user: User) -> AccountEnding | None:
    return getattr(user, "ending", None)
