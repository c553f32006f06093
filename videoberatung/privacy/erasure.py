"""Erases what has had its time, from the declarations of the inventory."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, cast

import structlog
from django.db import Error, connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q, QuerySet

from videoberatung.privacy.inventory import DaysIn, Model, PersonalData, declared

log = structlog.get_logger()

ROWS_PER_STATEMENT = 500
Rows = QuerySet[models.Model]


def erase_expired(now: datetime) -> int:
    """Erase every declared field and row whose time is up; return the number of rows.

    Idempotent, in batches that commit one by one. An entry that fails does not keep the
    others from being erased; its error is raised at the end.
    """
    erased, failure = 0, None
    for entry in declared():
        try:
            erased += _erase(entry, now)
        except Error:
            raise
        except Exception as error:  # raised again below, after the others
            log.error("erasure_failed", kind=entry.model._meta.label, exc_info=error)
            failure = error
    if failure is not None:
        raise failure
    return erased


def count_overdue(model: Model, now: datetime) -> int:
    """Rows of a model that still hold what should be erased by `now`.

    Only what is erased by the clock of a declaration is counted, not what a function of its
    own erases.
    """
    entries = [entry for entry in declared() if entry.model is model]
    return sum(rows.count() for entry in entries for rows in _due(entry, now))


def leave_no_rest(database: BaseDatabaseWrapper = connection) -> bool:
    """Empty SQLite's write-ahead log, where erased text would stay; the file itself is
    overwritten by `secure_delete`.

    False if a reader was in the way: the next run does it. PostgreSQL's rows go with its own
    vacuum and need nothing here.
    """
    if database.vendor != "sqlite":
        return True
    with database.cursor() as cursor:
        # https://www.sqlite.org/pragma.html#pragma_wal_checkpoint
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_pages = cursor.fetchone()
    return not is_busy


def _erase(entry: PersonalData, now: datetime) -> int:
    if callable(entry.erased_by):
        return entry.erased_by(now)
    return sum(_erase_batch(entry, batch) for rows in _due(entry, now) for batch in _batches(rows))


def _erase_batch(entry: PersonalData, rows: Rows) -> int:
    if entry.erased_by == "blank":
        return rows.update(**_blank_values(entry))
    return rows.delete()[0]


def _batches(due: Rows) -> Iterator[Rows]:
    """A few due rows at a time until none is left; each must be erased before the next."""
    while keys := list(due.values_list("pk", flat=True)[:ROWS_PER_STATEMENT]):
        yield _all_rows(due.model).filter(pk__in=keys)


def _due(entry: PersonalData, now: datetime) -> Iterator[Rows]:
    """The rows whose time is up and that still hold something, one query for each term."""
    if callable(entry.erased_by):
        return
    for rows, term in _terms(entry):
        due = rows.filter(**{f"{entry.counted_from}__lte": now - term})
        yield due.filter(_holds_something(entry)) if entry.erased_by == "blank" else due


def _terms(entry: PersonalData) -> Iterator[tuple[Rows, timedelta]]:
    """Rows that are kept equally long; none for what ends by somebody's will."""
    rows = _all_rows(entry.model)
    if isinstance(entry.retention, timedelta):
        yield rows, entry.retention
    elif isinstance(entry.retention, DaysIn):
        for days in _values_of(entry.model, entry.retention.field):
            yield rows.filter(**{entry.retention.field: days}), timedelta(days=days)


def _values_of(model: Model, path: str) -> list[int]:
    """All that the field holds at the end of the path, where there are fewest rows to read."""
    *relations, name = path.split("__")
    for relation in relations:
        model = cast(Model, model._meta.get_field(relation).related_model)
    return list(_all_rows(model).order_by(name).values_list(name, flat=True).distinct())


def _holds_something(entry: PersonalData) -> Q:
    filled = Q()
    for name, blank in _blank_values(entry).items():
        filled |= Q(**{f"{name}__isnull": False}) if blank is None else ~Q(**{name: blank})
    return filled


def _blank_values(entry: PersonalData) -> dict[str, Any]:
    columns = {field.name: field for field in entry.model._meta.concrete_fields}
    return {name: None if columns[name].null else "" for name in entry.fields}


def _all_rows(model: Model) -> Rows:
    """Also those that the model's own queries would leave out."""
    return model._base_manager.all()
