"""The team as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from videoberatung.accounts.second_factor import people_with_second_factor
from videoberatung.mail.services import Delivery, delivery_of
from videoberatung.practices.models import Membership, TeamInvitation
from videoberatung.practices.roles import may_lead
from videoberatung.practices.services.invitations import INVITATION


@dataclass(frozen=True)
class Colleague:
    member: Membership
    is_self: bool
    may_change: bool
    has_second_factor: bool


@dataclass(frozen=True)
class OpenInvitation:
    invitation: TeamInvitation
    delivery: Delivery | None
    may_change: bool


def team_of(viewer: Membership) -> list[Colleague]:
    """In the order of names; three queries."""
    current = viewer.practice.memberships.current().with_names()
    members = list(current.prefetch_related("user__picture"))
    protected = people_with_second_factor(member.user_id for member in members)
    return [
        Colleague(
            member=member,
            is_self=member.id == viewer.id,
            may_change=may_lead(viewer, other=member),
            has_second_factor=member.user_id in protected,
        )
        for member in members
    ]


def invitations_of(viewer: Membership, *, now: datetime) -> list[OpenInvitation]:
    """Two queries."""
    invitations = list(viewer.practice.team_invitations.open(now))
    delivery = delivery_of(INVITATION, [one.id for one in invitations])
    return [
        OpenInvitation(
            invitation=one,
            delivery=delivery.get(one.id),
            may_change=may_lead(viewer, other=one),
        )
        for one in invitations
    ]
