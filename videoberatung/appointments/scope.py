"""How far a change of one appointment of a series reaches, and what it makes of the others.

What is not touched stays as it is on each day: an appointment that was moved by itself stays
where it is when the series gets another title, and keeps a title of its own when it is moved.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, TypeVar

from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.services.planning import Invitee, Plan
from videoberatung.appointments.wall_time import moment_or_later
from videoberatung.practices.models import Membership

# Of the others only those that have not begun.
Scope = Literal["this", "following", "all"]

Given = TypeVar("Given")


def reached_by(
    appointment: Appointment, scope: Scope, *, member: Membership, now: datetime
) -> list[Appointment]:
    """The appointment itself and, of its series, the others in scope that this member may plan.

    In order; one query.
    """
    series = appointment.series
    if series is None or scope == "this":
        return [appointment]
    others = series.appointments.planned_by(member).not_begun(now)
    others = others.exclude(id=appointment.id)
    if scope == "following":
        others = others.filter(position__gt=appointment.position)
    listed = [appointment, *others.select_related("practice", "moderator__user", "series")]
    return sorted(listed, key=lambda one: one.position or 0)


def time_for(other: Appointment, changed: Appointment, plan: Plan) -> tuple[datetime, datetime]:
    """Start and end of another appointment when `changed` gets what `plan` says. Pure.

    Another day means as many days away from the one planned at first; another clock means the
    same clock. Only what is changed counts.
    """
    zone = plan.moderator.practice.zone
    before, after = (one.astimezone(zone) for one in (changed.starts_at, plan.starts_at))
    local = other.starts_at.astimezone(zone)
    day, clock = local.date(), local.time()
    if after.date() != before.date():
        shift = after.date() - changed.planned_at.date()
        day = other.planned_at.date() + shift
    if after.time() != before.time():
        clock = after.time()
    is_moved = (day, clock) != (local.date(), local.time())
    starts_at = moment_or_later(day, clock, zone) if is_moved else other.starts_at
    is_other_length = plan.duration != changed.ends_at - changed.starts_at
    duration = plan.duration if is_other_length else other.ends_at - other.starts_at
    return starts_at, starts_at + duration


def plan_for(
    other: Appointment, changed: Appointment, plan: Plan, invitees: Sequence[Invitee]
) -> Plan:
    """The whole plan of another appointment, with the people it is to have."""
    starts_at, ends_at = time_for(other, changed, plan)
    is_other_moderator = plan.moderator.id != changed.moderator_id
    return Plan(
        title=plan.title if plan.title != changed.title else other.title,
        starts_at=starts_at,
        minutes=round((ends_at - starts_at).total_seconds() / 60),
        moderator=plan.moderator if is_other_moderator else other.moderator,
        invitees=list(invitees),
        further=_if_other(plan.further, list(changed.further_moderators.all())),
        note=_if_other(plan.note, changed.note),
        invitation_text=_if_other(plan.invitation_text, changed.invitation_text),
    )


def _if_other(wished: Given | None, there: Given) -> Given | None:
    """Only what is new goes to the others; None leaves theirs as it is."""
    return None if wished == there else wished


def people_for(
    there: Sequence[Participant], here: Sequence[Participant], invitees: Sequence[Invitee]
) -> list[Invitee]:
    """Who is to take part in another appointment. Pure.

    `there` they take part now; `here` they did in the changed one, which is to have `invitees`.
    People who were invited to one appointment alone are none of the others' business.
    """
    wanted = {invitee.participant: invitee for invitee in invitees if invitee.participant}
    known = {one.in_series_id: one for one in here}
    kept = []
    for one in there:
        before = known.get(one.in_series_id) if one.in_series_id else None
        if before is None:
            kept.append(_as_invitee(one, one, one))
        elif (after := wanted.get(before.id)) is not None:
            kept.append(_as_invitee(one, before, after))
    addresses = {one.email.lower() for one in kept if one.email}
    new = [one for one in invitees if one.participant not in {other.id for other in here}]
    return kept + [one for one in new if one.email.lower() not in addresses]


def _as_invitee(row: Participant, before: Participant, after: Participant | Invitee) -> Invitee:
    """Them as they are there, with what has changed here."""
    return Invitee(
        name=after.name if after.name != before.name else row.name,
        email=after.email if after.email != before.email else row.email,
        language=after.language if after.language != before.language else row.language,
        participant=row.id,
        in_series=getattr(after, "in_series", None) if isinstance(after, Invitee) else None,
    )
