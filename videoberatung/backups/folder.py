"""The folder of backups: names that tell the moment, one writer at a time, an end for each."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

_NAME = re.compile(r"videoberatung-(\d{8}T\d{6}Z)\.(sqlite3|dump)\.age")
_MOMENT = "%Y%m%dT%H%M%SZ"
_UNFINISHED = ".unfinished"


class BusyError(Exception):
    """Another process makes a backup into this folder right now."""


@dataclass(frozen=True)
class Backup:
    path: Path
    made_at: datetime
    kind: str


def name_for(kind: str, now: datetime) -> str:
    return f"videoberatung-{now.astimezone(UTC).strftime(_MOMENT)}.{kind}.age"


def backups_in(folder: Path) -> list[Backup]:
    """Oldest first."""
    found = (as_backup(path) for path in sorted(folder.glob("videoberatung-*")))
    return [backup for backup in found if backup]


def as_backup(path: Path) -> Backup | None:
    """None for a file that is not named like one."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    made_at = datetime.strptime(match[1], _MOMENT).replace(tzinfo=UTC)
    return Backup(path, made_at, match[2])


def unfinished_in(folder: Path) -> list[Path]:
    return sorted(folder.glob(f".*{_UNFINISHED}"))


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Raises BusyError; the lock ends with the process, however that ends."""
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError from None
        yield


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is there under its name when it is complete, on the disk, or not at all."""
    unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        sync_folder(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """A new name is on the disk only after this."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_unfinished(folder: Path) -> int:
    """What a killed process left, encrypted as everything; for the only writer."""
    left = unfinished_in(folder)
    for path in left:
        path.unlink()
    return len(left)


def remove_expired(folder: Path, now: datetime, *, kept: timedelta) -> int:
    expired = [backup for backup in backups_in(folder) if backup.made_at <= now - kept]
    for backup in expired:
        backup.path.unlink()
    return len(expired)
