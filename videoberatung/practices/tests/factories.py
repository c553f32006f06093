import itertools

from videoberatung.accounts.models import User
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Role

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
