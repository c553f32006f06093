"""What the practice is and what is usual in it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from videoberatung.base.errors import RefusedError
from videoberatung.practices.forms.details import DetailsForm
from videoberatung.practices.forms.hours import HoursForm
from videoberatung.practices.forms.presets import PresetsForm
from videoberatung.practices.forms.settings import GuardedForm
from videoberatung.practices.http import PracticeRequest, for_members_who_may
from videoberatung.practices.roles import Action
from videoberatung.practices.services.hours import change_hours
from videoberatung.practices.services.settings import change_details, change_presets


@for_members_who_may(Action.LEAD_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: PracticeRequest) -> HttpResponse:
    return _page(request, "details", DetailsForm, change_details)


@for_members_who_may(Action.LEAD_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def presets(request: PracticeRequest) -> HttpResponse:
    return _page(request, "presets", PresetsForm, change_presets)


@for_members_who_may(Action.LEAD_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: PracticeRequest) -> HttpResponse:
    return _page(request, "hours", HoursForm, change_hours)


def _page(
    request: PracticeRequest, name: str, form_of: type[GuardedForm], change: Callable[..., None]
) -> HttpResponse:
    def show(form: GuardedForm, status: int) -> HttpResponse:
        return render(request, f"practices/{name}.html", {"form": form}, status=status)

    if request.method != "POST":
        return show(form_of(practice=request.practice), 200)
    form = form_of(request.POST, practice=request.practice)
    if not form.is_valid():
        return show(form, 422)
    try:
        change(request.practice, form.typed(), seen=form.seen, by=request.user)
    except RefusedError as refusal:
        form.add_refusal(refusal)
        return show(form, 409)
    messages.success(request, _("Saved."))
    return redirect(f"practices:{name}")
