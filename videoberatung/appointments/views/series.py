from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from videoberatung.appointments.calendar import rows_of
from videoberatung.appointments.series_pages import words_for
from videoberatung.practices.http import PracticeRequest, for_members


@for_members
@require_safe
def series(request: PracticeRequest, series_id: UUID) -> HttpResponse:
    """All of its appointments, also those over and cancelled."""
    found = get_object_or_404(request.practice.series, id=series_id)
    in_reach = found.appointments.within_reach_of(request.membership)
    rows = rows_of(in_reach.in_place().with_people(), member=request.membership, now=now())
    if not rows:
        raise PermissionDenied
    ahead = [row for row in rows if row.is_alive and not row.is_running]
    context = {
        "series": found,
        "words": words_for(found),
        "rows": rows,
        "next": ahead[0] if ahead else None,
        "title": (ahead or rows)[0].appointment.title,
    }
    return render(request, "appointments/series.html", context)
