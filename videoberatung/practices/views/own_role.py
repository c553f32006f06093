"""One's own place: in this practice, and in which one to act."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videoberatung.base.errors import RefusedError
from videoberatung.practices.departures import planned_count
from videoberatung.practices.forms.team import PlannedForm
from videoberatung.practices.http import CHOSEN, PracticeRequest, for_members
from videoberatung.practices.services.team import is_last_owner, leave_practice


@for_members
@require_safe
def own_role(request: PracticeRequest) -> HttpResponse:
    return render(request, "practices/own_role.html", {"member": request.membership})


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: PracticeRequest) -> HttpResponse:
    """Ask once, then do it."""
    member, practice = request.membership, request.practice
    count = planned_count(member, now())
    form = PlannedForm(
        request.POST if request.method == "POST" else None, member=member, planned_count=count
    )
    context = {"form": form, "planned_count": count, "is_last_owner": is_last_owner(member)}
    if not form.is_valid():
        return render(request, "practices/leave.html", context)
    try:
        leave_practice(member, planned=form.decision(), now=now())
    except RefusedError as refusal:
        form.add_refusal(refusal)
        return render(request, "practices/leave.html", context, status=422)
    request.session.pop(CHOSEN, None)
    rotate_token(request)
    messages.success(request, _("You no longer belong to %(practice)s.") % {"practice": practice})
    is_left_with_one = request.user.memberships.current().exists()
    return redirect("appointments:home" if is_left_with_one else "pages:start")


@require_POST
def switch(request: PracticeRequest) -> HttpResponse:
    """Act for another of one's practices; windows left open do nothing in the wrong one."""
    chosen = _uuid(request.POST.get("practice", ""))
    mine = request.user.memberships.current().select_related("practice")
    membership = mine.filter(practice_id=chosen).first() if chosen else None
    if membership is None:
        raise Http404
    request.session[CHOSEN] = str(membership.practice_id)
    rotate_token(request)
    messages.success(
        request, _("You now act for %(practice)s.") % {"practice": membership.practice.name}
    )
    return redirect("appointments:home")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
