"""Backup and restore of SQLite, in memory: the copy lies nowhere unencrypted.

`secure_delete` and VACUUM leave nothing of the rows that are left out. The price: three times
the size of the database in memory for some seconds; it is for small installations.
"""

import io
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from videoberatung.backups.sealing import UnreadableError

KIND = "sqlite3"
MAGIC = b"SQLite format 3\0"
PAGES_AT_ONCE = 4096


def read_from(database: Path, left_out: Iterable[str]) -> BinaryIO:
    """A consistent copy without the rows of some tables; writers are not held up."""
    with (
        closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as copy,
    ):
        source.backup(copy, pages=PAGES_AT_ONCE)
        copy.execute("PRAGMA secure_delete = ON")
        for table in left_out:
            copy.execute(f'DELETE FROM "{table}"')  # noqa: S608  # a name of our own
        copy.execute("VACUUM")
        return io.BytesIO(copy.serialize())


def write_to(database: Path, content: bytes) -> None:
    """Put the database where none is, readable by this user only.

    Raises UnreadableError if it is none; then nothing was written.
    """
    with closing(sqlite3.connect(":memory:")) as copy:
        try:
            copy.deserialize(content)
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise UnreadableError("the backup holds no database of SQLite") from error
    if verdict != "ok":
        raise UnreadableError("the database in the backup is damaged")
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(database, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def remove(database: Path) -> None:
    """With what SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + end).unlink(missing_ok=True)
