"""Who runs the service. Only the command line makes somebody an operator."""

import structlog
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.accounts.services.sessions import end_other_sessions
from videoberatung.base.errors import RefusedError
from videoberatung.trail.services import record

log = structlog.get_logger()


@transaction.atomic
def add_operator(email: str, *, password: str | None) -> User:
    """Make an account, or the one there is, an operator's; a password replaces the old one.

    Raises RefusedError("operator_has_practice"): who runs the service is nobody's member.
    """
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email, password)
    elif user.memberships.current().exists():
        raise RefusedError("operator_has_practice")
    elif password is not None:
        user.set_password(password)
    user.is_staff = True
    user.save(update_fields=["is_staff", "password"])
    record("operator.added", practice=None, actor=None, subject=user.id)
    log.info("operator_added")
    return user


@transaction.atomic
def remove_operator(email: str) -> None:
    """They are signed out everywhere. Raises RefusedError("no_operator")."""
    user = User.objects.filter(email=email.lower(), is_staff=True).first()
    if user is None:
        raise RefusedError("no_operator")
    user.is_staff = False
    user.save(update_fields=["is_staff"])
    record("operator.removed", practice=None, actor=None, subject=user.id)
    end_other_sessions(user, keep=None)
    log.info("operator_removed")


def operator_addresses() -> list[str]:
    operators = User.objects.filter(is_staff=True).order_by("email")
    return list(operators.values_list("email", flat=True))
