"""Who may do what in a practice: one table. Pure.

The rows are the roles as people know them; what a role may do with a colleague's
appointments differs from its own, so such rights exist twice (`…_OWN`, `…_ALL`).
"""

from enum import Enum, auto
from typing import Protocol
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    OWNER = "owner", _("Owner")
    ADMINISTRATOR = "administrator", _("Administrator")
    PROVIDER = "provider", _("Provider")
    ORGANISER = "organiser", _("Organiser")


class Action(Enum):
    PLAN_OWN = auto()
    PLAN_ALL = auto()
    SEE_WAITING_OWN = auto()
    SEE_WAITING_ALL = auto()
    HOLD_OWN = auto()
    WORK_WITH_PAPERS = auto()
    LEAD_TEAM = auto()
    CHANGE_CONTRACT = auto()
    READ_TRAIL = auto()


_ALLOWED: dict[str, frozenset[Action]] = {
    Role.OWNER: frozenset(Action),
    Role.ADMINISTRATOR: frozenset(
        {Action.PLAN_ALL, Action.WORK_WITH_PAPERS, Action.LEAD_TEAM, Action.READ_TRAIL}
    ),
    Role.PROVIDER: frozenset(
        {Action.PLAN_OWN, Action.SEE_WAITING_OWN, Action.HOLD_OWN, Action.WORK_WITH_PAPERS}
    ),
    Role.ORGANISER: frozenset({Action.PLAN_ALL, Action.SEE_WAITING_ALL, Action.WORK_WITH_PAPERS}),
}
# Rights over one's own appointments; only who holds consultations has any.
_OF_PROVIDERS = frozenset({Action.PLAN_OWN, Action.SEE_WAITING_OWN, Action.HOLD_OWN})


class Member(Protocol):
    """What the rules look at: a Membership, or anything like it."""

    @property
    def id(self) -> UUID: ...
    @property
    def role(self) -> str: ...
    @property
    def holds_consultations(self) -> bool: ...


def may(member: Member, action: Action) -> bool:
    if action in _OF_PROVIDERS and not member.holds_consultations:
        return False
    return action in _ALLOWED[member.role]


def may_plan(member: Member, *, moderator: Member) -> bool:
    """Plan, change, invite to and cancel what `moderator` holds, in the same practice."""
    is_own = member.id == moderator.id
    return may(member, Action.PLAN_ALL) or (is_own and may(member, Action.PLAN_OWN))


def may_see_waiting(member: Member, *, moderator: Member) -> bool:
    """See by name who waits for `moderator`."""
    is_own = member.id == moderator.id
    return may(member, Action.SEE_WAITING_ALL) or (is_own and may(member, Action.SEE_WAITING_OWN))


def may_hold(member: Member, moderator: Member) -> bool:
    """Let people in and talk to them: whoever the appointment is with, and nobody else."""
    return member.id == moderator.id and may(member, Action.HOLD_OWN)
