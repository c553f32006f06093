"""What a person is invited to, whether or not they belong to a practice."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from videoberatung.accounts.models import User
from videoberatung.appointments.own import own_participants, rows_for


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)  # everybody here is signed in
    rows = rows_for(own_participants(user), user=user, now=now())
    context = {
        "rows": [row for row in rows if row.state != "over"],
        "past": [row for row in rows if row.state == "over"],
    }
    return render(request, "appointments/mine.html", context)
