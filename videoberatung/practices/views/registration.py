from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from videoberatung.practices.forms.account import steps_for
from videoberatung.practices.forms.step import StepForm
from videoberatung.practices.forms.wizard import Wizard
from videoberatung.practices.http import PracticeRequest, for_members
from videoberatung.practices.views.registered import finish


@login_not_required  # whoever registers has no account yet
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        wizard = Wizard(steps_for(request.user))
        return _show(request, wizard, 0, wizard.without_complaints(0))
    wizard = Wizard(steps_for(request.user), request.POST)
    if wizard.wanted is not None:
        return _show(request, wizard, wizard.wanted, wizard.without_complaints(wizard.wanted))
    if not wizard.forms[wizard.current].is_valid():
        return _show(request, wizard, wizard.current, wizard.forms[wizard.current])
    if not wizard.is_at_end:
        following = wizard.current + 1
        return _show(request, wizard, following, wizard.without_complaints(following))
    wrong = wizard.first_wrong()
    if wrong is not None:
        return _show(request, wizard, wrong, wizard.forms[wrong])
    if not ratelimit.consume(request, action="register"):
        last = wizard.forms[-1]
        last.add_error(
            None,
            _(
                "Many accounts were just registered from your connection. Please wait three "
                "minutes and send the form once more."
            ),
        )
        return _show(request, wizard, wizard.current, last, status=429)
    return finish(request, wizard)


@for_members
@require_safe
def welcome(request: PracticeRequest) -> HttpResponse:
    return render(request, "practices/welcome.html")


def _show(
    request: HttpRequest, wizard: Wizard, place: int, form: StepForm, *, status: int = 422
) -> HttpResponse:
    """One step, with this status when something on it is wrong."""
    is_last = place == len(wizard.steps) - 1
    context = {
        "form": form,
        "step": wizard.steps[place],
        "number": place + 1,
        "steps": wizard.steps,
        "step_before": wizard.steps[place - 1] if place else None,
        "typed_elsewhere": wizard.typed_elsewhere(place),
        "submission": wizard.submission,
        "is_last": is_last,
        "summaries": wizard.summaries() if is_last else [],
    }
    return render(
        request, "practices/register.html", context, status=status if form.errors else 200
    )
