"""What is planned."""

from typing import cast
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from videoberatung.accounts.models import User
from videoberatung.appointments.calendar import days_of, rows_of
from videoberatung.appointments.calendar_bar import bar_of
from videoberatung.appointments.calendar_files import copy_of
from videoberatung.appointments.http import appointment_in_sight
from videoberatung.appointments.invitations import invitations_of
from videoberatung.appointments.models import AppointmentQuerySet
from videoberatung.appointments.own import own_participants
from videoberatung.appointments.wall_time import day_of
from videoberatung.practices.http import PracticeRequest, for_members
from videoberatung.practices.roles import may_hold, may_watch

PER_PAGE = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where a person's day begins once they have signed in."""
    if cast(User, request.user).is_staff:
        return redirect("backoffice:promises")
    is_member = hasattr(request, "membership")
    return redirect("appointments:today" if is_member else "appointments:mine")


@for_members
@require_safe
def today(request: PracticeRequest) -> HttpResponse:
    """The day at a glance, and who waits at this moment."""
    moment = now()
    start, end = day_of(moment, request.practice.zone)
    planned = _in_reach(request).between(start, end).filter(cancelled_at=None)
    context = {
        "now": moment,
        "rows": rows_of(planned.with_people(), member=request.membership, now=moment),
        "is_invited": own_participants(request.user).exists(),
        "sees_waiting": may_watch(request.membership),
    }
    return render(request, "appointments/today.html", context)


@for_members
@require_safe
def upcoming(request: PracticeRequest) -> HttpResponse:
    return _list(request, "appointments/upcoming.html", _in_reach(request).upcoming(now()))


@for_members
@require_safe
def past(request: PracticeRequest) -> HttpResponse:
    return _list(request, "appointments/past.html", _in_reach(request).past(now()))


@for_members
@require_safe
def detail(request: PracticeRequest, appointment_id: UUID) -> HttpResponse:
    appointment = appointment_in_sight(request, appointment_id)
    moment = now()
    [row] = rows_of([appointment], member=request.membership, now=moment)
    context = {
        "row": row,
        "appointment": appointment,
        "invitations": invitations_of(appointment, now=moment),
        "may_extend": may_hold(request.membership, appointment.moderators) and row.is_running,
    }
    return render(request, "appointments/detail.html", context)


@for_members
@require_safe
def file(request: PracticeRequest, appointment_id: UUID) -> HttpResponse:
    """For the calendar of whoever holds it."""
    appointment = appointment_in_sight(request, appointment_id)
    name = _("appointment.ics")
    return HttpResponse(
        copy_of(appointment, now=now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )


def _in_reach(request: PracticeRequest) -> AppointmentQuerySet:
    return request.practice.appointments.within_reach_of(request.membership)


def _list(
    request: PracticeRequest, template: str, appointments: AppointmentQuerySet
) -> HttpResponse:
    bar = bar_of(request)
    shown = bar.narrow(appointments).with_people()
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(page.object_list, member=request.membership, now=now())
    return render(request, template, {"days": days_of(rows), "page": page, "bar": bar})
