"""The page in front of each failure: what happened, in plain words, and a way on."""

import re
import time
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

from videoberatung.base.defence import note_refusal
from videoberatung.base.rate_limits import household_of

RETRY_AFTER_SECONDS = 60
_NOT_TYPED = re.compile(
    r".*password.*|csrfmiddlewaretoken|session_mark|next|submission|.*_FORMS|.*code"
)

# What was chosen from a list or travels hidden; a person cannot write it anew.
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, "base/errors/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, "base/errors/403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, "base/errors/404.html", 404)


def conflict(request: HttpRequest, template: str = "base/errors/409.html") -> HttpResponse:
    """Somebody else is signed in by now, or another window was faster."""
    return _error_page(request, template, 409, {"typed": typed_text(request)})


def session_changed(request: HttpRequest) -> HttpResponse:
    """The form was made for another person, another practice or an earlier session."""
    return conflict(request, "base/errors/session_changed.html")


def gone(
    request: HttpRequest,
    template: str = "base/errors/410.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """It was here and is over; an app may say it in its own words (a template of its own)."""
    return _error_page(request, template, 410, context)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # Also what the library for signing in refuses by counts of its own.
    note_refusal(request, household_of(request.META.get("REMOTE_ADDR", "")), time.time())
    response = _error_page(request, "base/errors/429.html", 429)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The CSRF token does not fit: mostly a page that was left open for a day."""
    return _error_page(request, "base/errors/expired.html", 403, {"typed": typed_text(request)})


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without a request, so that neither database nor session is asked again."""
    return HttpResponseServerError(get_template("base/errors/500.html").render())


def _error_page(
    request: HttpRequest, template: str, status: int, context: dict[str, Any] | None = None
) -> HttpResponse:
    context = {"page_before": _page_before(request)} | (context or {})
    return render(request, template, context, status=status)


def _page_before(request: HttpRequest) -> str:
    """The page of ours that led here; empty if there was none or it is this very one."""
    before = urlsplit(request.headers.get("Referer", ""))
    is_ours = before.netloc == request.META.get("HTTP_HOST")
    is_this_one = request.method == "GET" and before.path == request.path
    return before.path if is_ours and not is_this_one else ""


def typed_text(request: HttpRequest) -> list[str]:
    """What a person wrote into the form that could not be taken, to be copied out."""
    return [
        value
        for name, values in request.POST.lists()
        for value in values
        if value.strip() and not _NOT_TYPED.fullmatch(name) and not _ID.fullmatch(value)
    ]
