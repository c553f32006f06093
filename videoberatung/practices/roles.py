"""Who may do what in a practice: one table. Pure.

The rows are the roles as people know them; what a role may do with a colleague's
appointments differs from its own, so such rights exist twice (`…_OWN`, `…_ALL`).
"""

from collections.abc import Iterable
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
_ALWAYS_HOLDS = frozenset({Role.PROVIDER})
_NEVER_HOLDS = frozenset({Role.ADMINISTRATOR, Role.ORGANISER})


class Presets(Protocol):
    """What a practice lets its providers do beyond their role: a Practice, say."""

    @property
    def providers_plan_for_all(self) -> bool: ...
    @property
    def providers_see_all_waiting(self) -> bool: ...


class Member(Protocol):
    """What the rules look at: a Membership, or anything like it."""

    @property
    def id(self) -> UUID: ...
    @property
    def role(self) -> str: ...
    @property
    def holds_consultations(self) -> bool: ...
    @property
    def practice(self) -> Presets: ...


def may(member: Member, action: Action) -> bool:
    if action in _OF_PROVIDERS and not member.holds_consultations:
        return False
    return action in _ALLOWED[member.role] or _is_allowed_by_presets(member, action)


def _is_allowed_by_presets(member: Member, action: Action) -> bool:
    if member.role != Role.PROVIDER:
        return False
    return (action is Action.PLAN_ALL and member.practice.providers_plan_for_all) or (
        action is Action.SEE_WAITING_ALL and member.practice.providers_see_all_waiting
    )


def may_plan(member: Member, *, moderator: Member) -> bool:
    """Plan, change, invite to and cancel what `moderator` holds, in the same practice."""
    is_own = member.id == moderator.id
    return may(member, Action.PLAN_ALL) or (is_own and may(member, Action.PLAN_OWN))


def may_see_waiting(member: Member, *, moderators: Iterable[Member]) -> bool:
    """See by name who waits for them."""
    is_own = _is_one_of(moderators, member)
    return may(member, Action.SEE_WAITING_ALL) or (is_own and may(member, Action.SEE_WAITING_OWN))


def may_watch(member: Member) -> bool:
    """See by name who waits for anybody at all, if only for oneself."""
    return may(member, Action.SEE_WAITING_ALL) or may(member, Action.SEE_WAITING_OWN)


def may_look_at(member: Member, *, moderators: Iterable[Member]) -> bool:
    """See in the calendar what these hold; to change it is more (`may_plan`)."""
    return may(member, Action.PLAN_ALL) or _is_one_of(moderators, member)


def may_hold(member: Member, moderators: Iterable[Member]) -> bool:
    """Let people in and talk to them: those the appointment is with, and nobody else."""
    return _is_one_of(moderators, member) and may(member, Action.HOLD_OWN)


def _is_one_of(moderators: Iterable[Member], member: Member) -> bool:
    return any(member.id == moderator.id for moderator in moderators)


def holds_in(role: str, *, wishes: bool) -> bool:
    """Whether somebody of this role holds consultations; an owner does as they wish."""
    return role in _ALWAYS_HOLDS or (wishes and role not in _NEVER_HOLDS)


def roles_to_give(member: Member) -> list[Role]:
    """The roles this member may give to others; only an owner makes an owner."""
    if not may(member, Action.LEAD_TEAM):
        return []
    return [role for role in Role if role is not Role.OWNER or member.role == Role.OWNER]


def may_lead(member: Member, *, other: Member) -> bool:
    """Change or remove this colleague, or an invitation with such a role."""
    return other.role in roles_to_give(member)


def is_a_raise(old: str, new: str) -> bool:
    """The new role may do something that the old one may not."""
    return not _ALLOWED[new] <= _ALLOWED[old]
