"""Answers those who are shut out, before anything is looked up for them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import get_template

from videoberatung.base.defence import is_blocked
from videoberatung.base.error_pages import RETRY_AFTER_SECONDS
from videoberatung.base.rate_limits import household_of


class BlockingMiddleware:
    """Stands in front of everything that costs something: no session, no database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_blocked(household_of(request.META.get("REMOTE_ADDR", ""))):
            return self.get_response(request)
        page = get_template("base/errors/429.html").render()
        headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
        return HttpResponse(page, status=429, headers=headers)
