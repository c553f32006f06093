"""What was deleted is noted, and repeated in an older state of the database."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError

from videoberatung.backups.models import Deletion
from videoberatung.backups.registry import ends_of, left_out, replay_of
from videoberatung.backups.triggers import reference
from videoberatung.privacy.inventory import Model

log = structlog.get_logger()


@dataclass(frozen=True)
class Replayed:
    """`remaining`: rows that could not be deleted because something still refers to them."""

    repeated: int
    remaining: tuple[str, ...]


def note_deletion(kind: str, about: UUID, *, at: datetime, due: datetime | None = None) -> None:
    """Note in the caller's transaction what a trigger cannot see (registry.register_replay)."""
    Deletion.objects.create(kind=kind, about=str(about), at=at, due=due)


def unknown_among(entries: Sequence[Deletion]) -> list[Deletion]:
    """Those of the list that the database does not know: made after it was saved."""
    known = Deletion.objects.known_among(entry.id for entry in entries)
    return [entry for entry in entries if entry.id not in known]


@transaction.atomic
def replay(entries: Sequence[Deletion], *, now: datetime) -> Replayed:
    """Repeat what happened after this database was saved; in the order in which it happened."""
    rows: list[Deletion] = []
    fields: dict[tuple[str, str], list[Deletion]] = defaultdict(list)
    for entry in entries:
        if repeat := replay_of(entry.kind):
            repeat(UUID(entry.about), entry.at, entry.due, now)
        elif entry.field:
            fields[entry.kind, entry.about].append(entry)
        else:
            rows.append(entry)
    for together in fields.values():
        _empty(together)
    remaining = _delete(rows)
    _know(entries, now)
    return Replayed(len(entries), tuple(f"{entry.kind} {entry.about}" for entry in remaining))


def _empty(entries: Iterable[Deletion]) -> None:
    """All fields of one row at once: apart they could break its constraints."""
    values: dict[str, Any] = {}
    for entry in entries:
        model = _model_of(entry)
        if model is None or not _has(model, entry.field):
            continue
        values[entry.field] = _value(model, entry)
        rows = model._base_manager.filter(**_named(model, entry.about))
    if values:
        rows.update(**values)


def _value(model: Model, entry: Deletion) -> object:
    field = next(one for one in model._meta.concrete_fields if one.name == entry.field)
    if entry.field in ends_of(model):
        return entry.at
    if field.null:
        return None
    return b"" if isinstance(field, models.BinaryField) else ""


def _delete(entries: list[Deletion]) -> list[Deletion]:
    """As often round as somebody makes way for somebody else; what is left over at the end."""
    while entries:
        left = [entry for entry in entries if not _is_gone(entry)]
        if len(left) == len(entries):
            return left
        entries = left
    return []


def _is_gone(entry: Deletion) -> bool:
    model = _model_of(entry)
    if model is None:
        return True
    try:
        with transaction.atomic():
            model._base_manager.filter(**_named(model, entry.about)).delete()
    except ProtectedError:
        return False
    return True


def _named(model: Model, about: str) -> dict[str, str]:
    return dict(zip(reference(model), about.split("/"), strict=True))


def _model_of(entry: Deletion) -> Model | None:
    """None for a table that this release has no longer, or does not save."""
    try:
        model: Model = apps.get_model(entry.kind)
    except (LookupError, ValueError):
        return None
    return None if model in left_out() else model


def _has(model: Model, field: str) -> bool:
    return field in {known.name for known in model._meta.concrete_fields}


def _know(entries: Iterable[Deletion], now: datetime) -> None:
    for entry in entries:
        entry.listed_at = now
    Deletion.objects.bulk_create(entries, ignore_conflicts=True, batch_size=500)
