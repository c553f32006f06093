"""Before something about an account is changed, its owner shows once more that it is them."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

View = Callable[..., HttpResponse]


def once_more(view: View) -> View:
    """For a view that needs it."""
    guarded: View = reauthentication_required(app="allauth.account")(view)
    return guarded


class ReauthenticationMiddleware:
    """Leads to the page for it, and back afterwards.

    Stands behind the library's own, which would write the whole request into the session:
    the password in it, and the network address (promise 2).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, ReauthenticationRequired):
            return None
        methods = get_adapter().get_reauthentication_methods(request.user)
        if not methods:
            return redirect("account_login")
        back = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        return redirect(f"{methods[0]['url']}?{back}")
