"""Who would leave a practice without an owner."""

from django.db.models import Exists, OuterRef, QuerySet

from videoberatung.accounts.models import User
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Role


def led_alone_by(user: User) -> QuerySet[Practice]:
    """Practices that nobody would lead without this person and that are not closing.

    An owner who has given notice does not count: they are leaving, too.
    """
    owners = Membership.objects.current().filter(role=Role.OWNER)
    staying = owners.filter(practice=OuterRef("pk"), user__ending=None).exclude(user=user)
    mine = owners.filter(practice=OuterRef("pk"), user=user)
    return Practice.objects.filter(Exists(mine), ~Exists(staying), closing=None).order_by(
        "name", "id"
    )


def owned_by(user: User) -> QuerySet[Practice]:
    """Practices this person may close."""
    mine = Membership.objects.current().filter(practice=OuterRef("pk"), user=user, role=Role.OWNER)
    return Practice.objects.filter(Exists(mine)).order_by("name", "id")


def is_the_last_owner(user: User) -> str:
    """The obstacle to ending an account (obstacles.py)."""
    return "only_owner" if led_alone_by(user).exists() else ""
