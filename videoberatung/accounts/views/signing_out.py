from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from videoberatung.accounts.services.sessions import forget_session, keys_of
from videoberatung.accounts.session_ends import announce_session_end
from videoberatung.base.language import SESSION_KEY as LANGUAGE


@login_not_required  # whoever is signed out already gets there too
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server, and what the browser keeps of it."""
    keys, language = keys_of(request.session), request.session.get(LANGUAGE)
    logout(request)
    for key in keys:
        forget_session(key)
        announce_session_end(key)
    if language:
        request.session[LANGUAGE] = language
    response = redirect("pages:start")
    # Not "cache": pages are never cached, and emptying it takes Chromium seconds.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response
