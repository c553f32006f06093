"""Who was refused within the last hour, and who is shut out: for defence, from memory alone."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from videoberatung.backoffice.forms import BlockForm
from videoberatung.backoffice.http import for_operators
from videoberatung.base import defence
from videoberatung.base.rate_limits import household_of


@for_operators
@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: HttpRequest) -> HttpResponse:
    form = BlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        network = form.cleaned_data["network"]
        if network == household_of(request.META.get("REMOTE_ADDR", "")):
            form.add_error("network", _("This is your own address: you would shut yourself out."))
        else:
            minutes = form.cleaned_data["minutes"]
            defence.block(network, minutes=minutes, now=now().timestamp())
            messages.success(request, _("Shut out from now on."))
            return redirect("backoffice:addresses")
    return _show(request, form, status=422 if request.method == "POST" else 200)


@for_operators
@require_POST
def unblock(request: HttpRequest) -> HttpResponse:
    defence.unblock(request.POST.get("network", ""), now=now().timestamp())
    messages.success(request, _("No longer shut out."))
    return redirect("backoffice:addresses")


def _show(request: HttpRequest, form: BlockForm, *, status: int) -> HttpResponse:
    moment = now().timestamp()
    blocked = defence.blocked(moment)
    context = {
        "form": form,
        "refused": [
            {
                "network": one.network,
                "count": one.count,
                "first_at": _moment(one.first_at),
                "last_at": _moment(one.last_at),
                "is_blocked": one.network in blocked,
            }
            for one in defence.refused_lately(moment)
        ],
        "blocked": [
            {"network": network, "until": _moment(until)} for network, until in blocked.items()
        ],
    }
    return render(request, "backoffice/addresses.html", context, status=status)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
