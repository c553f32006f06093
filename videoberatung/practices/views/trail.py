"""Who did what in the practice, for its owners and administrators."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from videoberatung.practices.http import PracticeRequest, for_members_who_may
from videoberatung.practices.roles import Action
from videoberatung.trail.models import EntryQuerySet
from videoberatung.trail.reading import Step, steps_of, trail_of

PER_PAGE = 50
# In the address instead of a person: everybody who is no member any more, and the service.
OTHERS = "others"


@for_members_who_may(Action.READ_TRAIL)
@require_safe
def trail(request: PracticeRequest) -> HttpResponse:
    members = list(request.practice.memberships.current().with_names())
    names = {member.user_id: member.user.display_name for member in members}
    chosen = request.GET.get("person", "")
    entries = _by(chosen, trail_of(request.practice.id), names)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [_row(step, names) for step in steps_of(request.practice.id, page.object_list)],
        "page": page,
        "people": [(str(person), name) for person, name in names.items()],
        "chosen": chosen,
        "others": OTHERS,
    }
    return render(request, "practices/trail.html", context)


def _by(chosen: str, entries: EntryQuerySet, names: dict[UUID, str]) -> EntryQuerySet:
    """Everything unless a member or the others are chosen; a stranger's id chooses nothing."""
    if chosen == OTHERS:
        return entries.by_nobody_of(list(names))
    person = next((one for one in names if str(one) == chosen), None)
    return entries.by(person) if person else entries


def _row(step: Step, names: dict[UUID, str]) -> dict[str, Any]:
    """`who` is empty for a person who has left; the service has no `actor`."""
    return {"step": step, "who": names.get(step.actor, "") if step.actor else ""}
