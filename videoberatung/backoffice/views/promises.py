"""All promises with the full evidence."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from videoberatung.backoffice.http import for_operators
from videoberatung.base.error_pages import too_many
from videoberatung.base.rate_limits import is_too_often
from videoberatung.privacy.report import current_report, make_report

LOOKS_PER_MINUTE = 6


@for_operators
@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    report = current_report()
    context = {"report": report, "is_stale": report.is_stale(now())}
    return render(request, "backoffice/promises.html", context)


@for_operators
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Takes as long as the look itself: seconds on a large service."""
    if is_too_often(request, "audit", per_minute=LOOKS_PER_MINUTE):
        return too_many(request)
    make_report(now())
    messages.success(request, _("Looked at every promise just now."))
    return redirect("backoffice:promises")


@for_operators
@require_safe
def download(_request: HttpRequest) -> JsonResponse:
    report = current_report()
    told = {"checked_at": report.checked_at, "promises": [asdict(line) for line in report.lines]}
    name = {"Content-Disposition": 'attachment; filename="promises.json"'}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=name)
