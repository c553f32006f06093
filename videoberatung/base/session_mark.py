"""Which identity a page was made for, so that a window left open never acts under another.

Each page carries a mark of its person, their practice and their session; forms and scripts
send it back. Django refuses a stale form too, since its token changes with every sign-in;
the mark tells the person why, and also covers the practice they act for (promise 25).
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from videoberatung.base.error_pages import session_changed

FIELD = "session_mark"
HEADER = "Session-Mark"
CHANGED = "session_changed"


def session_mark(request: HttpRequest) -> str:
    """22 characters that tell nothing; empty for who is not signed in."""
    if not request.user.is_authenticated:
        return ""
    practice = getattr(request, "practice", None)
    parts = (str(request.user.pk), str(practice and practice.pk), request.session.session_key)
    key = hmac.digest(settings.SECRET_KEY.encode(), b"base: session mark", hashlib.sha256)
    digest = hmac.digest(key, "\n".join(map(str, parts)).encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


class SessionMarkMiddleware:
    """Refuses what a window asks that still shows another identity.

    Stands before Django's check of the token, so that the person reads the true reason.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _arguments: Any, _named: Any
    ) -> HttpResponse | None:
        by_script = request.headers.get(HEADER)
        if by_script is not None:
            is_stale = by_script != session_mark(request)
            return JsonResponse({"code": CHANGED}, status=409) if is_stale else None
        if request.method == "POST" and request.POST.get(FIELD, session_mark(request)) != (
            session_mark(request)
        ):
            return session_changed(request)
        return None


@login_not_required  # also a window of somebody who is signed out by now asks
@require_safe
def current_mark(request: HttpRequest) -> JsonResponse:
    """What a window that is looked at again compares its own mark with."""
    return JsonResponse({"mark": session_mark(request)})
