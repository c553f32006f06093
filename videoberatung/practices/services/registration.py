import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Role
from videoberatung.trail.services import record

log = structlog.get_logger()

# There clients are treated under their real name, and a mistaken person does harm.
_ASKS_FOR_REAL_NAMES = frozenset({Practice.Kind.MEDICAL, Practice.Kind.THERAPY, Practice.Kind.CARE})
# That somebody turned to them is nobody else's business: not even a subject may tell it.
_WRITES_NEUTRALLY = frozenset({Practice.Kind.COUNSELLING})


class Part(Protocol):
    """What one step of the registration asked for."""

    def describe(self, practice: Practice) -> None: ...
    def keep(self, practice: Practice, *, by: User, now: datetime) -> None: ...


@transaction.atomic
def register_practice(
    parts: Sequence[Part],
    *,
    practice_id: UUID,
    make_owner: Callable[[], User],
    holds_consultations: bool,
    now: datetime,
) -> Membership:
    """Make a practice with all that belongs to it, and its owner: everything or nothing.

    Raises IntegrityError if there is a practice of that id: the same form was sent twice.
    """
    practice = Practice(id=practice_id)
    for part in parts:
        part.describe(practice)
    practice.requires_real_name = practice.kind in _ASKS_FOR_REAL_NAMES
    practice.has_neutral_mails = practice.kind in _WRITES_NEUTRALLY
    practice.save(force_insert=True)
    owner = make_owner()
    membership = Membership.objects.create(
        practice=practice, user=owner, role=Role.OWNER, holds_consultations=holds_consultations
    )
    for part in parts:
        part.keep(practice, by=owner, now=now)
    record("practice.registered", practice=practice.id, actor=owner.id, subject=practice.id)
    log.info("practice_registered", practice=practice.id)
    return membership


def practice_id_for(submission: UUID, *, registrant: str) -> UUID:
    """The same for the same form of the same person, so that sending it twice makes one practice.

    Derived with our key: a browser cannot choose the id of a practice.
    """
    key = hmac.digest(settings.SECRET_KEY.encode(), b"practices: registration", hashlib.sha256)
    digest = hmac.digest(key, submission.bytes + registrant.encode(), hashlib.sha256)
    return UUID(bytes=digest[:16], version=4)


def is_registered(practice_id: UUID) -> bool:
    return Practice.objects.filter(id=practice_id).exists()


def forget_registration(owner: User) -> None:
    """Delete practices that nobody else belongs to: their owner's address was never confirmed."""
    theirs = Practice.objects.filter(memberships__user=owner, memberships__role=Role.OWNER)
    for practice in theirs:
        if not practice.memberships.exclude(user=owner).exists():
            practice.delete()
            log.info("registration_forgotten", practice=practice.id)
