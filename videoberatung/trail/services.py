import re
from uuid import UUID

from django.utils import timezone

from videoberatung.trail.models import Entry

_ACTION = re.compile(r"[a-z_]+\.[a-z_]+")


def record(action: str, *, practice: UUID | None, actor: UUID | None, subject: UUID | None) -> None:
    """Keep a trace in the caller's transaction.

    `action` is a constant such as "appointment.cancelled"; `actor` is None when the service
    itself acted. Raises ValueError for anything else than a constant: a trail holds no text.
    """
    if not _ACTION.fullmatch(action):
        raise ValueError("an action is two words joined by a dot")
    Entry.objects.create(
        action=action, practice=practice, actor=actor, subject=subject, at=timezone.now()
    )
