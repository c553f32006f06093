from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from videoberatung.accounts.models import User
from videoberatung.base.rate_limits import is_too_often_within_an_hour
from videoberatung.contact.forms import ContactForm
from videoberatung.contact.sending import send, was_sent

LETTERS_PER_NETWORK_AND_HOUR = 5


@sensitive_post_parameters()
@login_not_required  # § 5(1) no. 2 DDG: everybody can write to the operator
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    user = request.user if isinstance(request.user, User) else None
    if request.method != "POST":
        return _page(request, ContactForm(initial=_known(user), now=now(), user=user))
    form = ContactForm(request.POST, now=now(), user=user)
    if not form.is_valid():
        form.renew()
        return _page(request, form, status=422)
    letter, submission = form.letter(), form.cleaned_data["submission"]
    done = was_sent(letter, submission)
    if done is None:
        most = LETTERS_PER_NETWORK_AND_HOUR
        if is_too_often_within_an_hour(request, "contact", most=most):
            return _page(request, form, status=429, problem="too_many")
        done = send(letter, submission)
    if not done.is_sent:
        return _page(request, form, status=503, problem="not_sent")
    context = {"letter": letter, "outcome": done.outcome, "operator": settings.OPERATOR}
    return render(request, "contact/sent.html", context)


def _page(
    request: HttpRequest, form: ContactForm, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    context = {"form": form, "problem": problem, "operator": settings.OPERATOR}
    return render(request, "contact/form.html", context, status=status)


def _known(user: User | None) -> dict[str, Any]:
    known: dict[str, Any] = {"submission": uuid4()}
    return known if user is None else known | {"name": user.display_name, "email": user.email}
