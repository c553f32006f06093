import itertools
from datetime import datetime, timedelta

from django.utils import timezone

from videoberatung.accounts.models import User
from videoberatung.practices.models import Membership, Practice, TeamInvitation
from videoberatung.practices.roles import Role, holds_in

_numbers = itertools.count(1)


def make_practice(name: str = "Praxis am Markt", *, phone: str = "030 1234 567") -> Practice:
    return Practice.objects.create(name=name, phone=phone)


def make_member(
    practice: Practice | None = None,
    role: Role = Role.PROVIDER,
    *,
    holds_consultations: bool | None = None,
    first_name: str = "Ada",
    last_name: str = "Sommer",
    password: str | None = None,
) -> Membership:
    """Owners and providers hold consultations unless told otherwise."""
    if holds_consultations is None:
        holds_consultations = role in (Role.OWNER, Role.PROVIDER)
    user = User.objects.create_user(
        f"member-{next(_numbers)}@example.org",
        password,
        title="Dr.",
        first_name=first_name,
        last_name=last_name,
    )
    return Membership.objects.create(
        practice=practice or make_practice(),
        user=user,
        role=role,
        holds_consultations=holds_consultations,
    )


def make_team_invitation(
    practice: Practice | None = None,
    role: Role = Role.ORGANISER,
    *,
    email: str = "",
    expires_at: datetime | None = None,
) -> TeamInvitation:
    """Sent an hour ago and open for six days more, unless told otherwise."""
    now = timezone.now()
    return TeamInvitation.objects.create(
        practice=practice or make_practice(),
        email=email or f"invited-{next(_numbers)}@example.org",
        role=role,
        holds_consultations=holds_in(role, wishes=False),
        invited_at=now - timedelta(hours=1),
        expires_at=expires_at or now + timedelta(days=6),
    )
