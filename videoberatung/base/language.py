"""Which language a page speaks.

Chosen on the page and kept in the session; before that, what the browser asks for. Django's
own middleware would keep it in a second cookie.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

SESSION_KEY = "language"


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.session.get(SESSION_KEY) or asked_for(
            request.headers.get("Accept-Language", "")
        )
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language"])
        return response


def asked_for(accept_language: str) -> str:
    """The first language of an Accept-Language header that we speak, else our first."""
    ours = dict(settings.LANGUAGES)
    for tag, _weight in parse_accept_lang_header(accept_language):
        language = tag.partition("-")[0]
        if language in ours:
            return language
    return settings.LANGUAGE_CODE


# Without a token: the switch stands on every page, and a token would open a session for
# each visitor who only reads. The browser's own word on where the form stood is enough here.
@csrf_exempt
@login_not_required  # a client has no account
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    if not _stood_on_our_page(request):
        raise PermissionDenied
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise BadRequest
    request.session[SESSION_KEY] = language
    return HttpResponseRedirect(_way_back(request))


def _stood_on_our_page(request: HttpRequest) -> bool:
    # Every browser sends Origin with a POST form; what sends none is no browser.
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def _way_back(request: HttpRequest) -> str:
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return page if is_ours else "/"
