"""The page in front of each failure: what happened, in plain words, and a way on."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

RETRY_AFTER_SECONDS = 60
_NOT_TYPED = re.compile(r".*password.*|csrfmiddlewaretoken|next|submission|.*_FORMS")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "base/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "base/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "base/errors/404.html", status=404)


def conflict(request: HttpRequest, template: str = "base/errors/409.html") -> HttpResponse:
    """Somebody else is signed in by now, or another window was faster."""
    return render(request, template, {"typed": typed_text(request)}, status=409)


def gone(
    request: HttpRequest,
    template: str = "base/errors/410.html",
    context: dict[str, object] | None = None,
) -> HttpResponse:
    """It was here and is over; an app may say it in its own words (a template of its own)."""
    return render(request, template, context, status=410)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    response = render(request, "base/errors/429.html", status=429)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The CSRF token does not fit: mostly a page that was left open for a day."""
    return render(request, "base/errors/expired.html", {"typed": typed_text(request)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without a request, so that neither database nor session is asked again."""
    return HttpResponseServerError(get_template("base/errors/500.html").render())


def typed_text(request: HttpRequest) -> list[str]:
    """What a person wrote into the form that could not be taken, to be copied out."""
    return [
        value
        for name, values in request.POST.lists()
        for value in values
        if value.strip() and not _NOT_TYPED.fullmatch(name)
    ]
