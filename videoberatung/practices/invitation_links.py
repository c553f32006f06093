"""The link of an invitation to a team: made from the row, never stored (base/tokens.py)."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from videoberatung.base.tokens import is_token_of, row_named_in, token_of
from videoberatung.practices.models import TeamInvitation

_PURPOSE = "practices: team invitation"


def token_for(invitation: TeamInvitation) -> str:
    """48 characters of base64url."""
    return token_of(invitation.id, invitation.link_version, purpose=_PURPOSE)


def invitation_for(token: str, *, now: datetime) -> TeamInvitation | None:
    """The open invitation this token was made for, with its practice; None for anything else."""
    named = row_named_in(token)
    if named is None:
        return None
    invitation = TeamInvitation.objects.open(now).filter(id=named).first()
    if invitation is None:
        return None
    fits = is_token_of(token, invitation.id, invitation.link_version, purpose=_PURPOSE)
    return invitation if fits else None


def link_for(invitation: TeamInvitation) -> str:
    """The whole address, as it stands in the mail."""
    return f"{settings.PUBLIC_URL}{reverse('joining:join', args=[token_for(invitation)])}"
