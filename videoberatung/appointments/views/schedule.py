"""Day, week and month: the page, and what its script asks for."""

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from videoberatung.accounts.models import User
from videoberatung.appointments.calendar_bar import VIEWS, bar_of
from videoberatung.appointments.calendar_events import events_of, own_events, range_asked
from videoberatung.appointments.own import own_participants
from videoberatung.practices.http import PracticeRequest, for_members
from videoberatung.practices.services.hours import hours_of

# FullCalendar counts weekdays from Sunday, we from Monday as datetime does.
_DAYS = 7


@for_members
@require_safe
def schedule(request: PracticeRequest) -> HttpResponse:
    practice = request.practice
    settings = _settings(request, time_zone=practice.time_zone) | {
        "eventsUrl": reverse("appointments:events"),
        "planUrl": reverse("appointments:plan"),
        "hours": [
            {
                "daysOfWeek": [(span.weekday + 1) % _DAYS],
                "startTime": span.opens.strftime("%H:%M"),
                "endTime": span.closes.strftime("%H:%M"),
            }
            for span in hours_of(practice)
        ],
    }
    context = {"bar": bar_of(request), "view": _view(request), "settings": settings}
    return render(request, "appointments/schedule.html", context)


@for_members
@require_safe
def events(request: PracticeRequest) -> JsonResponse:
    start, end = range_asked(request.GET)
    bar, moment = bar_of(request), now()
    appointments = request.practice.appointments.within_reach_of(request.membership)
    planned = bar.narrow(appointments).between(start, end).for_calendar()
    if not bar.shows_cancelled:
        planned = planned.filter(cancelled_at=None)
    return JsonResponse({"events": events_of(planned, member=request.membership, now=moment)})


@require_safe
def own_schedule(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)  # everybody here is signed in
    settings = _settings(request, time_zone=user.time_zone) | {
        "eventsUrl": reverse("appointments:own-events"),
        "planUrl": "",
        "hours": [],
    }
    context = {"view": _view(request), "settings": settings}
    return render(request, "appointments/own_schedule.html", context)


@require_safe
def own_events_asked(request: HttpRequest) -> JsonResponse:
    start, end = range_asked(request.GET)
    invited = own_participants(cast(User, request.user)).of_time(start, end)
    return JsonResponse({"events": own_events(invited, now=now())})


def _settings(request: HttpRequest, *, time_zone: str) -> dict[str, Any]:
    """`view` is empty where the width of the window decides."""
    return {"timeZone": time_zone, "view": _view(request), "date": _date(request).isoformat()}


def _view(request: HttpRequest) -> str:
    asked = request.GET.get("view", "")
    return asked if asked in VIEWS else ""


def _date(request: HttpRequest) -> date:
    """Asked for, else today."""
    try:
        asked = parse_date(request.GET.get("date", ""))
    except ValueError:
        asked = None
    return asked or localdate()
