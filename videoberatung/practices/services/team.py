"""Changing and ending memberships. Each takes effect at once, in open windows too.

The practice is locked first, and the acting member is read again: of two owners who remove
each other at the same moment one stays.
"""

from datetime import datetime

import structlog
from django.db import transaction

from videoberatung.base.errors import RefusedError
from videoberatung.practices import refusals as refusals  # registers the sentences
from videoberatung.practices.announcements import announce
from videoberatung.practices.departures import Decision, settle
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Role, holds_in, is_a_raise, may_lead, roles_to_give
from videoberatung.trail.services import record

log = structlog.get_logger()


@transaction.atomic
def change_member(
    member: Membership,
    *,
    role: str,
    holds_consultations: bool,
    planned: Decision = None,
    by: Membership,
    now: datetime,
) -> Membership:
    """Give another role; who then holds no consultations has theirs settled (departures.py).

    Raises RefusedError: "role_changed", "role_not_yours", "not_yourself", "last_owner",
    "undecided", "cannot_take_over", "no_longer_a_member".
    """
    lock_team(member.practice)
    actor, member = _as_of_now(by), _as_of_now(member, or_else="no_longer_a_member")
    holds = holds_in(role, wishes=holds_consultations)
    if (role, holds) == (member.role, member.holds_consultations):
        return member
    _check_may_give(actor, member, role)
    if role != Role.OWNER:
        _check_another_owner_stays(member)
    if member.holds_consultations and not holds:
        settle(member, planned, by=actor.user, now=now)
    member.role, member.holds_consultations, member.changed_at = role, holds, now
    member.save(update_fields=["role", "holds_consultations", "changed_at"])
    _tell("member.changed", member, by=actor)
    return member


@transaction.atomic
def remove_member(
    member: Membership, *, planned: Decision = None, by: Membership, now: datetime
) -> None:
    """End the place of a colleague; a second time changes nothing.

    Raises RefusedError: "role_changed", "role_not_yours", "last_owner", "undecided",
    "cannot_take_over". Whoever goes themselves does it by `leave_practice`.
    """
    lock_team(member.practice)
    actor = _as_of_now(by)
    if member.id == actor.id:
        raise ValueError("who removes themselves leaves")
    found = Membership.objects.current().with_names().filter(id=member.id).first()
    if found is None:
        return
    if not may_lead(actor, other=found):
        raise RefusedError("role_not_yours")
    _end(found, planned, by=actor, action="member.removed", now=now)


@transaction.atomic
def leave_practice(member: Membership, *, planned: Decision = None, now: datetime) -> None:
    """End one's own place. Raises RefusedError: "last_owner", "undecided", "cannot_take_over"."""
    lock_team(member.practice)
    found = Membership.objects.current().with_names().filter(id=member.id).first()
    if found is not None:
        _end(found, planned, by=found, action="member.left", now=now)


def lock_team(practice: Practice) -> None:
    """Until the transaction ends nobody else changes who belongs to this practice."""
    # Not against rows that only refer to the practice: planning goes on.
    Practice.objects.select_for_update(no_key=True).get(id=practice.id)


def is_last_owner(member: Membership) -> bool:
    owners = Membership.objects.current().filter(practice=member.practice_id, role=Role.OWNER)
    return member.role == Role.OWNER and not owners.exclude(id=member.id).exists()


def _as_of_now(member: Membership, *, or_else: str = "role_changed") -> Membership:
    found = Membership.objects.current().with_names().filter(id=member.id).first()
    if found is None:
        raise RefusedError(or_else)
    return found


def _check_may_give(actor: Membership, member: Membership, role: str) -> None:
    if not may_lead(actor, other=member) or role not in roles_to_give(actor):
        raise RefusedError("role_not_yours")
    if actor.id == member.id and is_a_raise(member.role, role):
        raise RefusedError("not_yourself")


def _check_another_owner_stays(member: Membership) -> None:
    if is_last_owner(member):
        raise RefusedError("last_owner")


def _end(
    member: Membership, planned: Decision, *, by: Membership, action: str, now: datetime
) -> None:
    _check_another_owner_stays(member)
    settle(member, planned, by=by.user, now=now)
    member.ended_at = member.changed_at = now
    member.save(update_fields=["ended_at", "changed_at"])
    _tell(action, member, by=by)


def _tell(action: str, member: Membership, *, by: Membership) -> None:
    announce(member)
    record(action, practice=member.practice_id, actor=by.user_id, subject=member.id)
    log.info("member_changed", member=str(member.id), reason=action)
