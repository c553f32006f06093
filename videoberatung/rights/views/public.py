"""Giving notice, and taking it back, without signing in."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from videoberatung.base.error_pages import gone
from videoberatung.base.rate_limits import is_too_often_within_an_hour, is_written_to_too_often
from videoberatung.rights.forms import TerminationForm
from videoberatung.rights.links import named_by
from videoberatung.rights.models import AccountEnding
from videoberatung.rights.receipts import file_of, receipt_of
from videoberatung.rights.services import receive_notice, undo_closing, undo_ending
from videoberatung.rights.terms import last_day_of
from videoberatung.rights.words import facts_of

NOTICES_PER_NETWORK_AND_HOUR = 20
MAILS_PER_ADDRESS_AND_HOUR = 3


@login_not_required  # § 312k(2) BGB: who gives notice need not sign in
@require_http_methods(["GET", "HEAD", "POST"])
def terminate(request: HttpRequest) -> HttpResponse:
    moment = now()
    if request.method != "POST":
        return _form(request, TerminationForm(initial=_known(request), now=moment))
    form = TerminationForm(request.POST, now=moment)
    if not form.is_valid():
        return _form(request, form, status=422)
    declared = form.declared()
    if problem := _too_many(request, declared.email):
        form.add_error(None, problem)
        return _form(request, form, status=429)
    notice = receive_notice(
        declared,
        submission=form.cleaned_data["submission"],
        language=get_language() or "de",
        now=moment,
    )
    context = {
        "facts": facts_of(declared, notice.received_at),
        "email": declared.email,
        "receipt": receipt_of(declared, notice.received_at),
    }
    return render(request, "rights/received.html", context)


@login_not_required  # the page it stands on asks for no account
@require_POST
def receipt(request: HttpRequest) -> HttpResponse:
    """What the confirmation says, as a file."""
    try:
        name, text = file_of(request.POST.get("receipt", ""))
    except BadSignature:
        raise BadRequest from None
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_not_required  # the link in the mail is the key
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once, then take the notice back."""
    notice = named_by(token)
    if notice is None or notice.ends_at <= now():
        return gone(request, "rights/undone.html")
    is_account = isinstance(notice, AccountEnding)
    if request.method != "POST":
        context = {
            "notice": notice,
            "is_account": is_account,
            "last_day": last_day_of(notice.ends_at),
        }
        return render(request, "rights/undo.html", context)
    if isinstance(notice, AccountEnding):
        undo_ending(notice, now=now())
    else:
        undo_closing(notice, by=None, now=now())
    return render(request, "rights/kept.html", {"is_account": is_account})


def _form(request: HttpRequest, form: TerminationForm, *, status: int = 200) -> HttpResponse:
    return render(request, "rights/terminate.html", {"form": form}, status=status)


def _known(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in need not type what we know."""
    known: dict[str, Any] = {"submission": uuid4()}
    if request.user.is_authenticated:
        known |= {"name": request.user.display_name, "email": request.user.email}
    return known


def _too_many(request: HttpRequest, email: str) -> str:
    """A sentence for who has to wait; empty: go on."""
    if is_too_often_within_an_hour(request, "terminate", most=NOTICES_PER_NETWORK_AND_HOUR):
        return _("From your network came very many notices. Please try again in an hour.")
    if is_written_to_too_often(email, "terminate", per_hour=MAILS_PER_ADDRESS_AND_HOUR):
        return _(
            "Several notices with this address were received within the last hour, and each is "
            "confirmed by e-mail. Please look there, or try again in an hour."
        )
    return ""
