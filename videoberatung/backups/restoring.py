"""Puts a backup back, repeats the deletions made since, and only then lets it be used."""

import io
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import Error, connection
from pyrage import x25519

from videoberatung.backups import postgresql, sqlite
from videoberatung.backups.deletion_list import DeletionList, list_new_deletions
from videoberatung.backups.deletions import Replayed, replay, unknown_among
from videoberatung.backups.folder import Backup, sync_folder
from videoberatung.backups.making import kind_of_database
from videoberatung.backups.sealing import FirstBytes, UnreadableError, unseal
from videoberatung.backups.triggers import watched
from videoberatung.privacy.erasure import leave_no_rest

_MAGIC = {sqlite.KIND: sqlite.MAGIC, postgresql.KIND: postgresql.MAGIC}
_NAMES = {sqlite.KIND: "SQLite", postgresql.KIND: "PostgreSQL"}


class RestoreRefusedError(Exception):
    """Nothing was changed; the text says to the operator why."""


@dataclass(frozen=True)
class Restored:
    """`last_at`: the newest deletion in the list; None: it names none."""

    replayed: Replayed
    last_at: datetime | None
    unreadable: int


def check_backup(backup: Backup, identities: Sequence[x25519.Identity]) -> None:
    """Read all of it. Raises UnreadableError or RestoreRefusedError."""
    kind = kind_of_database()
    if backup.kind != kind:
        raise RestoreRefusedError(
            f"this backup is of {_NAMES[backup.kind]}, the configuration names {_NAMES[kind]}"
        )
    first = FirstBytes(len(_MAGIC[kind]))
    unseal(backup.path, first, identities)
    if first.kept != _MAGIC[kind]:
        raise UnreadableError(f"{backup.path.name} holds no database of {_NAMES[kind]}")


def check_list(listed: DeletionList, backup: Backup) -> None:
    """Raises RestoreRefusedError for a list that does not reach back to the backup."""
    if backup.path.name not in listed.backups:
        raise RestoreRefusedError(
            "the list of deletions (deletions-….list) beside the backup is missing or does not "
            "know it: without it deleted people would come back"
        )


def holds_data() -> bool:
    """Whether the database that is configured holds anything of people or practices."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return False
    try:
        tables = set(connection.introspection.table_names())
        return any(
            one.model._base_manager.exists()
            for one in watched()
            if one.model._meta.db_table in tables
        )
    finally:
        connection.close()


def is_in_use(socket_path: Path) -> bool:
    """Whether the service runs on the database; `socket_path` is where signalling listens."""
    if connection.vendor == "postgresql":
        try:
            return postgresql.has_other_sessions(connection)
        finally:
            connection.close()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as inside:
        return inside.connect_ex(str(socket_path)) == 0


def list_what_is_new(folder: Path, now: datetime) -> None:
    """What the database that is about to be replaced has not put into its list yet."""
    try:
        while list_new_deletions(folder, now):
            pass
    except Error:
        return  # too old or too broken to tell
    finally:
        connection.close()


def restore(
    backup: Backup,
    identities: Sequence[x25519.Identity],
    listed: DeletionList,
    *,
    erase_what_is_due: Callable[[datetime], None],
    now: datetime,
) -> Restored:
    """Replace the database. If anything fails the one before is as it was."""
    with _place_for(backup, identities):
        call_command("migrate", verbosity=0, interactive=False)
        replayed = replay(unknown_among(listed.entries), now=now)
        erase_what_is_due(now)
        leave_no_rest()
    return Restored(replayed, listed.last_at, listed.unreadable)


@contextmanager
def _place_for(backup: Backup, identities: Sequence[x25519.Identity]) -> Iterator[None]:
    """Within, the backup is the database; afterwards, when nothing failed, for everybody."""
    if backup.kind == postgresql.KIND:
        with postgresql.set_aside(connection):
            with postgresql.write_to(connection) as target:
                unseal(backup.path, target, identities)
            yield
        connection.close()
        return
    place = Path(connection.settings_dict["NAME"])
    beside = place.with_name(place.name + ".restoring")
    sqlite.remove(beside)
    sqlite.write_to(beside, _unsealed(backup, identities))
    connection.close()
    connection.settings_dict["NAME"] = beside
    try:
        yield
        connection.close()  # the last connection writes everything into the one file
        sqlite.remove(place)
        os.replace(beside, place)
        sync_folder(place.parent)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = place
        sqlite.remove(beside)


def _unsealed(backup: Backup, identities: Sequence[x25519.Identity]) -> bytes:
    content = io.BytesIO()
    unseal(backup.path, content, identities)
    return content.getvalue()


def catch_up(
    listed: DeletionList, *, erase_what_is_due: Callable[[datetime], None], now: datetime
) -> int:
    """Repeat what the list knows and the database does not; how many.

    At each start: so nobody comes back either when the database was set back by other means.
    """
    missing = unknown_among(listed.entries)
    if missing:
        replay(missing, now=now)
        erase_what_is_due(now)
        leave_no_rest()
    return len(missing)
