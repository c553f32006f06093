from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import get_current_timezone, now
from django.views.decorators.http import require_safe

from videoberatung.backoffice.http import for_operators
from videoberatung.backoffice.plots import plot_of
from videoberatung.backoffice.visits import PERIODS, period_called, visits_in


@for_operators
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """Counted from the anonymous records, and from nothing else (promise 3)."""
    period = period_called(request.GET.get("period", ""))
    counted = visits_in(period, now=now(), zone=get_current_timezone())
    context = {
        "period": period,
        "periods": PERIODS,
        "visits": counted,
        "plot": plot_of([(one.label, one.count) for one in counted.times]),
    }
    return render(request, "backoffice/visits.html", context)
