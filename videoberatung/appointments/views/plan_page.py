"""The one page for planning and changing."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from videoberatung.appointments.conflicts import Conflicts, Span, conflicts_of
from videoberatung.appointments.forms import PlanForms
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.series_pages import Preview
from videoberatung.practices.http import PracticeRequest
from videoberatung.practices.models import Membership


def show(
    request: PracticeRequest,
    forms: PlanForms,
    appointment: Appointment | None = None,
    conflicts: Conflicts | None = None,
    preview: Preview | None = None,
) -> HttpResponse:
    """With 422 when something on it is wrong, or has to be asked."""
    status = 422 if forms.has_problems or conflicts else 200
    context = {
        "form": forms.details,
        "people": forms.people,
        "repeat": forms.repeat,
        "scope": forms.scope,
        "parts": forms.parts,
        "appointment": appointment,
        "conflicts": conflicts,
        "collisions": conflicts.in_words(now()) if conflicts else [],
        "preview": preview,
    }
    return render(request, "appointments/plan.html", context, status=status)


def conflicts_with(
    request: PracticeRequest,
    spans: Iterable[Span],
    moderators: Collection[Membership],
    *,
    besides: Collection[UUID],
) -> Conflicts | None:
    """What has to be asked, and has not been answered yes to; None: nothing."""
    conflicts = conflicts_of(
        spans, moderators=moderators, member=request.membership, besides=besides
    )
    is_answered = conflicts.are_answered_by(request.POST.get("anyway", ""))
    return None if is_answered else conflicts
