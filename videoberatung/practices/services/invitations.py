"""Asking people by mail to join a practice."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError
from videoberatung.mail.services import queue_mail
from videoberatung.practices.models import Membership, TeamInvitation
from videoberatung.practices.roles import holds_in, may_lead, roles_to_give
from videoberatung.practices.services.team import lock_team
from videoberatung.trail.services import record

log = structlog.get_logger()

INVITATION = "practices.invitation"
OPEN_FOR = timedelta(days=7)
MOST_OPEN = 50
# Five mails an hour to the same person are enough.
BETWEEN_MAILS = timedelta(minutes=12)


@transaction.atomic
def invite_member(
    *,
    email: str,
    role: str,
    holds_consultations: bool,
    language: str = User.Language.GERMAN,
    by: Membership,
    now: datetime,
) -> TeamInvitation:
    """Invite whoever reads the mails of this address, with an account or without.

    Nothing here depends on whether there is an account. Raises RefusedError:
    "role_not_yours", "already_a_member", "already_invited", "too_many_open_invitations".
    """
    practice, email = by.practice, email.lower()
    lock_team(practice)
    if role not in roles_to_give(by):
        raise RefusedError("role_not_yours")
    if practice.memberships.current().filter(user__email=email).exists():
        raise RefusedError("already_a_member")
    invitations = practice.team_invitations.all()
    if invitations.open(now).filter(email=email).exists():
        raise RefusedError("already_invited")
    if invitations.open(now).count() >= MOST_OPEN:
        raise RefusedError("too_many_open_invitations")
    invitations.filter(email=email).delete()  # one that expired and is not erased yet
    invitation = TeamInvitation.objects.create(
        practice=practice,
        email=email,
        role=role,
        holds_consultations=holds_in(role, wishes=holds_consultations),
        language=language,
        invited_at=now,
        expires_at=now + OPEN_FOR,
    )
    _send(invitation)
    _record("member.invited", invitation, by=by)
    return invitation


@transaction.atomic
def invite_member_again(invitation: TeamInvitation, *, by: Membership, now: datetime) -> None:
    """Send the mail once more; the same link lives seven days from now.

    Raises RefusedError: "role_not_yours", "invitation_gone", "member_invited_just_now".
    """
    found = _locked(invitation, by=by, now=now)
    if found is None:
        raise RefusedError("invitation_gone")
    if now - found.invited_at < BETWEEN_MAILS:
        raise RefusedError("member_invited_just_now")
    found.invited_at, found.expires_at = now, now + OPEN_FOR
    found.save(update_fields=["invited_at", "expires_at"])
    _send(found)
    _record("member.invited", found, by=by)


@transaction.atomic
def withdraw_invitation(invitation: TeamInvitation, *, by: Membership, now: datetime) -> None:
    """The link leads nowhere from now on; a second time changes nothing.

    Raises RefusedError("role_not_yours").
    """
    found = _locked(invitation, by=by, now=now)
    if found is not None:
        _record("invitation.withdrawn", found, by=by)
        found.delete()


def _locked(invitation: TeamInvitation, *, by: Membership, now: datetime) -> TeamInvitation | None:
    if not may_lead(by, other=invitation):
        raise RefusedError("role_not_yours")
    locked = TeamInvitation.objects.select_for_update(of=("self",))
    return locked.open(now).filter(id=invitation.id).first()


def _send(invitation: TeamInvitation) -> None:
    queue_mail(INVITATION, invitation.id, until=invitation.expires_at)


def _record(action: str, invitation: TeamInvitation, *, by: Membership) -> None:
    record(action, practice=by.practice_id, actor=by.user_id, subject=invitation.id)
    log.info("team_invitation", practice=str(by.practice_id), reason=action)
