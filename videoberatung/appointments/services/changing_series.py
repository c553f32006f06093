from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import F

from videoberatung.appointments.announcements import announce
from videoberatung.appointments.models import Appointment, Participant, Series
from videoberatung.appointments.rules import (
    check_belong,
    check_is_alive,
    check_moderators,
    check_move,
    check_people,
    check_span,
)
from videoberatung.appointments.scope import Scope, people_for, plan_for, reached_by
from videoberatung.appointments.services.calling_off import cancel_appointments
from videoberatung.appointments.services.changing import give_plan, tell_of_change
from videoberatung.appointments.services.inviting import invite
from videoberatung.appointments.services.people import (
    WITHDRAWN,
    PeopleChange,
    give_people,
    is_other_person,
)
from videoberatung.appointments.services.planning import Invitee, Plan
from videoberatung.appointments.services.repeating import person_of
from videoberatung.appointments.services.telling import tell_once
from videoberatung.practices.models import Membership
from videoberatung.trail.services import record

log = structlog.get_logger()


@transaction.atomic
def change_series(
    appointment: Appointment, plan: Plan, scope: Scope, *, by: Membership, now: datetime
) -> int:
    """Bring this appointment to what `plan` says, and the others in scope to what of it is new.

    How many that were. Whoever it concerns is told once. Raises RefusedError (rules.py) if it
    cannot be for one of them: then nothing changes.
    """
    check_belong([*plan.moderators, by], appointment.practice_id)
    series = Series.objects.select_for_update().get(appointments=appointment)
    appointment = series.appointments.select_for_update().get(id=appointment.id)
    check_is_alive(appointment.door_state(now))
    check_moderators(plan.moderators)
    reached = reached_by(appointment, scope, member=by, now=now)
    here = list(appointment.participants.taking_part())
    plan = replace(plan, invitees=_tied(series, here, plan.invitees, reached))
    plans = [_plan_of(one, appointment, plan, here) for one in reached]
    for one, its_plan in zip(reached, plans, strict=True):
        check_span(its_plan.starts_at, its_plan.ends_at)
        check_people(len(its_plan.invitees), most=one.most_people)
        check_move(one.starts_at, its_plan.starts_at, its_plan.ends_at, now=now)
    _apply(reached, plans, now=now)
    Series.objects.filter(id=series.id).update(sequence=F("sequence") + 1)
    record("series.changed", practice=series.practice_id, actor=by.user_id, subject=series.id)
    log.info("series_changed", series=str(series.id), count=len(reached))
    return len(reached)


@transaction.atomic
def cancel_series(appointment: Appointment, scope: Scope, *, by: Membership, now: datetime) -> int:
    """Cancel this appointment and the others in scope; how many. Everybody is told once."""
    reached = [one.id for one in reached_by(appointment, scope, member=by, now=now)]
    return cancel_appointments(Appointment.objects.filter(id__in=reached), by=by.user, now=now)


def _plan_of(
    one: Appointment, changed: Appointment, plan: Plan, here: Sequence[Participant]
) -> Plan:
    if one.id == changed.id:
        return plan
    there = list(one.participants.taking_part())
    return plan_for(one, changed, plan, people_for(there, here, plan.invitees))


def _tied(
    series: Series,
    here: Sequence[Participant],
    invitees: Sequence[Invitee],
    reached: Sequence[Appointment],
) -> list[Invitee]:
    """Whoever is new gets a tie between their rows, and so a link to the series."""
    known = {one.id: one for one in here}
    since = min(one.position or 1 for one in reached)
    tied = []
    for invitee in invitees:
        before = known.get(invitee.participant) if invitee.participant else None
        is_kept = before is not None and not is_other_person(before, invitee.email)
        is_alone = before is not None and before.in_series_id is None
        if is_kept or is_alone:
            tied.append(invitee)
        else:
            person = person_of(series, invitee, since=since)
            tied.append(replace(person, participant=invitee.participant))
    return tied


def _apply(reached: Sequence[Appointment], plans: Sequence[Plan], *, now: datetime) -> None:
    """Save, and tell everybody once of all of it."""
    to_tell: list[Participant] = []
    changes: list[PeopleChange] = []
    for appointment, plan in zip(reached, plans, strict=True):
        is_news = give_plan(appointment, plan, now=now)
        change = give_people(appointment, plan.invitees, now=now)
        to_tell += change.stayed if is_news else []
        changes.append(change)
        announce(appointment)
    tell_of_change(to_tell, now=now)
    tell_once(WITHDRAWN, [one for change in changes for one in change.removed])
    invite([one for change in changes for one in change.to_invite], now=now)
