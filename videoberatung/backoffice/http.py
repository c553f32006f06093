"""Who may open the operator's pages."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from videoberatung.accounts.models import User
from videoberatung.accounts.second_factor import has_second_factor

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def for_operators(view: View[P]) -> View[P]:
    """For everybody else the page does not exist.

    An operator without a second factor is led to where one is set up; nothing opens before.
    """

    @wraps(view)
    def only_operators(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        user = cast(User, request.user)  # everybody here is signed in
        if not user.is_staff:
            raise Http404
        if not has_second_factor(user):
            words = _("The operator's pages need a second factor. Please set one up first.")
            messages.warning(request, words)
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    return only_operators
