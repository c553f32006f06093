"""The list of deletions beside the backups: one file a day, only ever added to.

A line names numbers and moments, no person: `<id> <at> <kind> <about> <field> <due> .`, "-" for
nothing, closed by a dot. `#` begins a mark that a backup was made. In plain text, so that every
start can see without the key whether the database knows all of it
(docs/adr/0009-deletion-list.md).
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from videoberatung.backups.models import Deletion

_NAME = re.compile(r"deletions-(\d{4}-\d{2}-\d{2})\.list")
ROWS_AT_A_TIME = 1000


@dataclass(frozen=True)
class DeletionList:
    """`unreadable`: lines broken off by a crash; what they said was written again."""

    entries: tuple[Deletion, ...]
    backups: frozenset[str]
    unreadable: int

    @property
    def last_at(self) -> datetime | None:
        return max((entry.at for entry in self.entries), default=None)


def list_new_deletions(folder: Path, now: datetime) -> int:
    """Add what is not in the list yet; how many. Marked in the database once it is on the disk."""
    entries = list(Deletion.objects.to_be_listed()[:ROWS_AT_A_TIME])
    if not entries:
        return 0
    _append(folder, now, [_line(entry) for entry in entries])
    Deletion.objects.filter(id__in=[entry.id for entry in entries]).update(listed_at=now)
    return len(entries)


def mark_backup(folder: Path, name: str, now: datetime) -> None:
    """A list that lacks the mark of a backup is not the list that belongs to it."""
    _append(folder, now, [f"# {name}"])


def read_list(folder: Path, *, since: datetime) -> DeletionList:
    """What happened since then: of what is older the database may remember no more."""
    entries: list[Deletion] = []
    backups: set[str] = set()
    unreadable = 0
    for _day, path in list_files(folder):
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("# "):
                backups.add(line.removeprefix("# "))
            elif entry := _entry(line):
                if entry.at >= since:
                    entries.append(entry)
            elif line:
                unreadable += 1
    return DeletionList(tuple(entries), frozenset(backups), unreadable)


def list_files(folder: Path) -> list[tuple[date, Path]]:
    """Oldest first."""
    found = ((_NAME.fullmatch(path.name), path) for path in sorted(folder.glob("*.list")))
    return [(date.fromisoformat(match[1]), path) for match, path in found if match]


def remove_old_lists(folder: Path, now: datetime, *, kept: timedelta) -> int:
    """One term longer than the backups; the database remembers a day longer still."""
    old = [path for day, path in list_files(folder) if day < (now - 2 * kept).date()]
    for path in old:
        path.unlink()
    return len(old)


def _append(folder: Path, now: datetime, lines: Iterable[str]) -> None:
    path = folder / f"deletions-{now:%Y-%m-%d}.list"
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as file:
        # The first line break ends what a crash may have broken off.
        file.write("\n" + "\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _line(entry: Deletion) -> str:
    due = entry.due.isoformat() if entry.due else "-"
    return " ".join(
        (str(entry.id), entry.at.isoformat(), entry.kind, entry.about, entry.field or "-", due, ".")
    )


def _entry(line: str) -> Deletion | None:
    try:
        key, at, kind, about, field, due, end = line.split(" ")
        if end != ".":
            return None
        return Deletion(
            id=UUID(key),
            at=datetime.fromisoformat(at),
            kind=kind,
            about=about,
            field="" if field == "-" else field,
            due=None if due == "-" else datetime.fromisoformat(due),
        )
    except ValueError:
        return None
