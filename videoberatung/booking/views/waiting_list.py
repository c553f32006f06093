"""The waiting list as the practice sees it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from videoberatung.booking.reach import entries_in_reach, sees_waiting_list
from videoberatung.booking.services.waiting import leave
from videoberatung.booking.waiting import places_of
from videoberatung.practices.http import PracticeRequest, for_members


@for_members
@require_safe
def overview(request: PracticeRequest) -> HttpResponse:
    if not sees_waiting_list(request.membership):
        raise PermissionDenied
    entries = entries_in_reach(request.membership).on_the_list(now())
    context = {"places": places_of(entries, now=now())}
    return render(request, "booking/waiting_list.html", context)


@for_members
@require_POST
def remove(request: PracticeRequest, entry_id: UUID) -> HttpResponse:
    """For somebody who called."""
    get_object_or_404(request.practice.waiting_entries, id=entry_id)
    entry = entries_in_reach(request.membership).filter(id=entry_id).first()
    if entry is None:
        raise PermissionDenied
    leave(entry, by=request.user)
    messages.success(request, _("The place on the waiting list is removed."))
    return redirect("booking:waiting-list")
