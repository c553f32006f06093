"""The way in for who has a sheet of paper: a short code is typed instead of the link."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from videoberatung.appointments.access import token_for
from videoberatung.appointments.codes import participant_for_code
from videoberatung.base.error_pages import RETRY_AFTER_SECONDS
from videoberatung.base.rate_limits import is_too_often, is_too_often_for_all
from videoberatung.rooms.code_limits import PER_MINUTE, PER_MINUTE_FOR_ALL
from videoberatung.rooms.forms import CodeForm


@login_not_required  # a client needs no account (promise 6)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Lead to the link of whom the code was made for; never there, withdrawn and replaced get
    one answer."""
    if request.method != "POST":
        return _page(request, CodeForm(), 200)
    form = CodeForm(request.POST)
    if is_too_often(request, "code", per_minute=PER_MINUTE):
        return _too_many(request, form)
    if not form.is_valid():
        return _page(request, form, 422)
    if is_too_often_for_all("code", per_minute=PER_MINUTE_FOR_ALL):
        return _too_many(request, form)
    participant = participant_for_code(form.cleaned_data["code"])
    if participant is None or participant.appointment.published_at is None:
        form.refuse_unknown()
        return _page(request, form, 422)
    return redirect("rooms:link", token_for(participant))


def _too_many(request: HttpRequest, form: CodeForm) -> HttpResponse:
    form.refuse_too_many()
    response = _page(request, form, 429)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _page(request: HttpRequest, form: CodeForm, status: int) -> HttpResponse:
    return render(request, "rooms/code.html", {"form": form}, status=status)
