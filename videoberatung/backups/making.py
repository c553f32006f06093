"""Makes a backup: a stream from the database through the encryption into the folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import structlog
from django.db import connection

from videoberatung.backups import postgresql, sqlite
from videoberatung.backups.deletion_list import mark_backup, remove_old_lists
from videoberatung.backups.folder import (
    Backup,
    as_backup,
    name_for,
    new_file,
    only_writer,
    remove_expired,
    remove_unfinished,
)
from videoberatung.backups.registry import left_out
from videoberatung.backups.sealing import seal

log = structlog.get_logger()


def make_backup(folder: Path, now: datetime, *, recipients: tuple[str, ...]) -> Backup:
    """Raises folder.BusyError, postgresql.ProgramError or OSError; then there is none."""
    with only_writer(folder):
        remove_unfinished(folder)
        path = folder / name_for(kind_of_database(), now)
        # Before the backup: a mark too many harms nobody, one too few would make it useless.
        mark_backup(folder, path.name, now)
        with new_file(path) as target, _content() as source:
            seal(source, target, recipients)
    backup = as_backup(path)
    if backup is None:  # the name is ours
        raise ValueError(path.name)
    log.info("backup_made")
    return backup


def kind_of_database() -> str:
    return postgresql.KIND if connection.vendor == "postgresql" else sqlite.KIND


def forget_old_backups(folder: Path, now: datetime, *, kept: timedelta) -> int:
    """Backups after their term, lists after two; how many files."""
    return remove_expired(folder, now, kept=kept) + remove_old_lists(folder, now, kept=kept)


@contextmanager
def _content() -> Iterator[BinaryIO]:
    tables = sorted(model._meta.db_table for model in left_out())
    if connection.vendor == "postgresql":
        with postgresql.read_from(connection, tables) as dump:
            yield dump
    else:
        yield sqlite.read_from(Path(connection.settings_dict["NAME"]), tables)
