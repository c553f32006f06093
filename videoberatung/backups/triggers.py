"""The database itself notes what is deleted: no code of ours, of a library or typed by hand can
forget it, and what is rolled back was never noted.

From the inventory: of each declared table that is saved, rows that are deleted and declared
fields that are emptied; further the moments of `note_end`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from videoberatung.backups.models import Deletion
from videoberatung.backups.registry import ends_of, left_out, models_with_ends
from videoberatung.privacy.inventory import Model, declared

PREFIX = "deletion_list_"
_FUNCTION = f"{PREFIX}note"


@dataclass(frozen=True)
class Watched:
    """A table, the fields whose emptying counts, and those whose filling does."""

    model: Model
    emptied: tuple[str, ...]
    filled: tuple[str, ...]


def watched() -> list[Watched]:
    fields: dict[Model, set[str]] = {model: set() for model in models_with_ends()}
    for entry in declared():
        fields.setdefault(entry.model, set()).update(entry.fields)
    never: frozenset[Model] = left_out() | {Deletion}
    return [
        Watched(model, _emptiable(model, names), tuple(sorted(ends_of(model))))
        for model, names in sorted(fields.items(), key=lambda item: item[0]._meta.label)
        if model not in never
    ]


def reference(model: Model) -> tuple[str, ...]:
    """The fields that name a row for ever: its random key, or a counted one with its owner.

    A counted key alone could come to mean another row, after a restore or in another service.
    Raises ValueError where there is no owner.
    """
    key = model._meta.pk
    if not isinstance(key, models.AutoField | models.BigAutoField):
        return (key.name,)
    owners = [field.name for field in model._meta.concrete_fields if _is_owner(field)]
    if not owners:
        raise ValueError(f"{model._meta.label}: nothing but a counted key names its rows")
    return (key.name, owners[0])


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Anew, for the tables there are."""
    remove_triggers(connection)
    tables = set(connection.introspection.table_names())
    if Deletion._meta.db_table not in tables:
        return
    dialect = _postgresql if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        for one in watched():
            if one.model._meta.db_table in tables:
                for statement in dialect(one):
                    cursor.execute(statement)


def remove_triggers(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name, table in installed(connection):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)


def installed(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Name and table of each trigger."""
    query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    if connection.vendor == "postgresql":
        query = (
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
            " AND tgname LIKE %s"
        )
    with connection.cursor() as cursor:
        cursor.execute(query, [f"{PREFIX}%"])
        return [(name, table) for name, table in cursor.fetchall()]


def number_of_triggers() -> int:
    return sum(1 + len(one.emptied) + len(one.filled) for one in watched())


def _emptiable(model: Model, names: set[str]) -> tuple[str, ...]:
    columns = {field.name for field in model._meta.concrete_fields if not field.primary_key}
    return tuple(sorted(names & columns))


def _is_owner(field: models.Field) -> bool:  # type: ignore[type-arg]
    if not isinstance(field, models.ForeignKey) or field.null:
        return False
    return isinstance(field.related_model._meta.pk, models.UUIDField)  # type: ignore[union-attr]


def _column(model: Model, name: str) -> str:
    return next(field.column for field in model._meta.concrete_fields if field.name == name)


# SQLite ----------------------------------------------------------------------------------


def _sqlite(one: Watched) -> Iterator[str]:
    table = one.model._meta.db_table
    for field, when in _conditions(one):
        column = _column(one.model, field) if field else ""
        event = f'UPDATE OF "{column}"' if field else "DELETE"
        about = " || '/' || ".join(f'OLD."{_column(one.model, n)}"' for n in reference(one.model))
        yield f"""
            CREATE TRIGGER "{PREFIX}{table}_{column or "row"}" AFTER {event} ON "{table}"
            {when.format(old=f'OLD."{column}"', new=f'NEW."{column}"')}
            BEGIN
                INSERT INTO "{Deletion._meta.db_table}" (id, kind, about, field, at) VALUES (
                    lower(hex(randomblob(16))), '{one.model._meta.label}', {about}, '{field}',
                    strftime('%Y-%m-%d %H:%M:%f', 'now')
                );
            END"""  # noqa: S608  # names of our own


def _conditions(one: Watched) -> Iterator[tuple[str, str]]:
    """Field (empty: the row) and when a change of it counts."""
    yield "", ""
    for field in one.emptied:
        yield field, "WHEN ({old}) <> '' AND ({new} IS NULL OR {new} = '')"
    for field in one.filled:
        yield field, "WHEN {old} IS NULL AND {new} IS NOT NULL"


# PostgreSQL ------------------------------------------------------------------------------

_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    key text;
    owner text;
BEGIN
    EXECUTE format('SELECT ($1).%I::text', TG_ARGV[2]) INTO key USING OLD;
    IF TG_ARGV[3] <> '' THEN
        EXECUTE format('SELECT ($1).%I::text', TG_ARGV[3]) INTO owner USING OLD;
        key := key || '/' || owner;
    END IF;
    INSERT INTO {Deletion._meta.db_table} (id, kind, about, field, at)
        VALUES (gen_random_uuid(), TG_ARGV[0], key, TG_ARGV[1], clock_timestamp());
    RETURN NULL;
END $$
"""  # noqa: S608


def _postgresql(one: Watched) -> Iterator[str]:
    table = one.model._meta.db_table
    key, owner, *_ = (*(_column(one.model, name) for name in reference(one.model)), "")
    for field, when in _conditions(one):
        column = _column(one.model, field) if field else ""
        event = f'UPDATE OF "{column}"' if field else "DELETE"
        when = when.format(old=f'OLD."{column}"::text', new=f'NEW."{column}"::text')
        # PostgreSQL wants the condition in brackets.
        condition = f"WHEN ({when.removeprefix('WHEN ')})" if when else ""
        yield f"""
            CREATE TRIGGER "{PREFIX}{column or "row"}" AFTER {event} ON "{table}"
            FOR EACH ROW {condition} EXECUTE FUNCTION
            {_FUNCTION}('{one.model._meta.label}', '{field}', '{key}', '{owner}')"""
