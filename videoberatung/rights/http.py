"""Steps that ask once more who is sitting there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

View = Callable[..., HttpResponseBase]


def freshly_confirmed(view: View) -> View:
    """A page for who has proved within the last minutes that it is them; else it is asked for.

    Always by way of a GET: to carry on with a POST afterwards the library would put the whole
    request into the session, network address included (promise 2).
    """

    @wraps(view)
    def only_confirmed(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_reauthentication_required(request, app=""):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return redirect(request.path)
        raise ReauthenticationRequired

    return only_confirmed
