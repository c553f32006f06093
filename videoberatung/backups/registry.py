"""What the apps above say about backups, each in its `personal_data.py` or `hooks.py`."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from videoberatung.privacy.inventory import Model
from videoberatung.privacy.models import PageVisit

# Of whom or what, when it happened, when it takes effect (None: at once), the time now.
Replay = Callable[[UUID, datetime, datetime | None, datetime], None]

_left_out: set[Model] = {Session, DBTaskResult, PageVisit}
_ends: dict[Model, set[str]] = {}
_replays: dict[str, Replay] = {}


def leave_out(*models: Model) -> None:
    """Never save these rows: they live for hours, and nobody would miss them or want them twice."""
    _left_out.update(models)


def left_out() -> frozenset[Model]:
    return frozenset(_left_out)


def note_end(model: Model, field: str) -> None:
    """The moment in this field says that something is over; a restore sets it again."""
    _ends.setdefault(model, set()).add(field)


def ends_of(model: Model) -> frozenset[str]:
    return frozenset(_ends.get(model, ()))


def models_with_ends() -> frozenset[Model]:
    return frozenset(_ends)


def register_replay(kind: str, replay: Replay) -> None:
    """How a deletion noted with `note_deletion(kind, …)` is repeated in an older state.

    Idempotent. Whom it is about may be unknown there. Raises ValueError for a second one.
    """
    if kind in _replays:
        raise ValueError(f"{kind} is replayed already")
    _replays[kind] = replay


def replay_of(kind: str) -> Replay | None:
    return _replays.get(kind)
