"""What somebody asks of the operator about their data."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from videoberatung.accounts.models import User
from videoberatung.base.rate_limits import is_too_often_within_an_hour, is_written_to_too_often
from videoberatung.rights.forms import DataRequestForm
from videoberatung.rights.models import DataRequest
from videoberatung.rights.services import receive_request

REQUESTS_PER_NETWORK_AND_HOUR = 10
MAILS_PER_ADDRESS_AND_HOUR = 3


@login_not_required  # Art. 15 to 21 GDPR: these rights have nothing to do with an account
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, DataRequestForm(initial=_known(request)))
    form = DataRequestForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    user = request.user if isinstance(request.user, User) else None
    asked = form.asked(by=user, language=get_language() or "de")
    if problem := _too_many(request, asked.email):
        form.add_error(None, problem)
        return _form(request, form, status=429)
    received = receive_request(asked, submission=form.cleaned_data["submission"], now=now())
    return render(request, "rights/request_received.html", {"received": received})


def _form(request: HttpRequest, form: DataRequestForm, *, status: int = 200) -> HttpResponse:
    return render(request, "rights/request.html", {"form": form}, status=status)


def _known(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in need not type what we know; a link may say what it is about."""
    known: dict[str, Any] = {"submission": uuid4()}
    kind = request.GET.get("kind", "")
    if kind in DataRequest.Kind:
        known["kind"] = kind
    if isinstance(request.user, User):
        known |= {"name": request.user.display_name, "email": request.user.email}
    return known


def _too_many(request: HttpRequest, email: str) -> str:
    """A sentence for who has to wait; empty: go on."""
    if is_too_often_within_an_hour(request, "data-request", most=REQUESTS_PER_NETWORK_AND_HOUR):
        return _("From your network came very many requests. Please try again in an hour.")
    if is_written_to_too_often(email, "data-request", per_hour=MAILS_PER_ADDRESS_AND_HOUR):
        return _(
            "Several requests with this address were received within the last hour. Please look "
            "into your mail, or try again in an hour."
        )
    return ""
