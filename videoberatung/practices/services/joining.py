"""Accepting an invitation to a practice: exactly once, whoever clicks how often."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import IntegrityError, transaction

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError
from videoberatung.practices.announcements import announce
from videoberatung.practices.models import Membership, TeamInvitation
from videoberatung.practices.services.team import lock_team
from videoberatung.trail.services import record

log = structlog.get_logger()


@dataclass(frozen=True)
class NewPerson:
    """What somebody says who makes an account; the address is the invitation's."""

    salutation: str
    title: str
    first_name: str
    last_name: str
    password: str


@transaction.atomic
def accept_invitation(invitation: TeamInvitation, *, user: User, now: datetime) -> Membership:
    """Join with the role of the invitation; who belongs to the practice already stays as is.

    Raises RefusedError: "other_address" for anybody but the invited one, "invitation_gone".
    """
    if not is_meant(invitation, user):
        raise RefusedError("other_address")
    lock_team(invitation.practice)
    locked = TeamInvitation.objects.select_for_update(of=("self",))
    found = locked.open(now).filter(id=invitation.id).first()
    if found is None:
        raise RefusedError("invitation_gone")
    membership, is_new = Membership.objects.current().get_or_create(
        practice=found.practice,
        user=user,
        ended_at=None,
        defaults={
            "role": found.role,
            "holds_consultations": found.holds_consultations,
            "changed_at": now,
        },
    )
    found.delete()
    if is_new:
        announce(membership)
        record(
            "member.joined",
            practice=membership.practice_id,
            actor=user.id,
            subject=membership.id,
        )
        log.info("member_joined", member=str(membership.id), role=membership.role)
    return membership


@transaction.atomic
def join_with_new_account(
    invitation: TeamInvitation, person: NewPerson, *, now: datetime
) -> Membership:
    """Make an account and join with it.

    The address counts as verified: only who reads its mails has the link. Raises
    RefusedError: "has_an_account", "invitation_gone".
    """
    lock_team(invitation.practice)
    if has_account(invitation):
        raise RefusedError("has_an_account")
    try:
        user = User.objects.create_user(
            invitation.email,
            person.password,
            salutation=person.salutation,
            title=person.title,
            first_name=person.first_name,
            last_name=person.last_name,
            language=invitation.language,
        )
    except IntegrityError:  # registered elsewhere at this very moment
        raise RefusedError("has_an_account") from None
    return accept_invitation(invitation, user=user, now=now)


def is_meant(invitation: TeamInvitation, user: User) -> bool:
    return user.email == invitation.email


def has_account(invitation: TeamInvitation) -> bool:
    """For the eyes of who has the link alone, which is who reads the mails of this address."""
    return User.objects.filter(email=invitation.email).exists()
