"""What a service has written: searched byte by byte for what must not be there."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.service import Service


def traces(service: Service, canary: str) -> list[str]:
    """Files that hold the canary in any encoding we write.

    On PostgreSQL also those of the cluster with its log of transactions. They keep deleted rows
    for a while: for what must never have been written.
    """
    needles = [canary.encode(), canary.encode("utf-16-le")]
    return [
        path.name for path in _files(service) if any(needle in _content(path) for needle in needles)
    ]


def is_held(service: Service, parts: list[bytes]) -> bool:
    """Whether a file of the data directory, or a row of PostgreSQL, holds one of the parts.

    For what has been deleted.
    """
    contents = [_content(path) for path in _files_below(service.directory)]
    if any(part in content for part in parts for content in contents):
        return True
    url = _database(service)
    if not url:
        return False
    rows = _dump(url)
    return any(part.hex().encode() in rows or part in rows for part in parts)


def _database(service: Service) -> str:
    return service.settings.get("VIDEOBERATUNG_DATABASE_URL", "")


def _files(service: Service) -> Iterator[Path]:
    yield from _files_below(service.directory)
    if url := _database(service):
        # Its socket lies in the directory of the cluster (tests/postgres.py).
        yield from _files_below(Path(unquote(urlsplit(url).hostname or "")))


def _files_below(directory: Path) -> Iterator[Path]:
    assert directory.is_dir(), "there is something to search"
    return (path for path in directory.rglob("*") if path.is_file())


def _content(path: Path) -> bytes:
    """Empty for what has just gone."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _dump(url: str) -> bytes:
    """Bytes of a row are hexadecimal in it."""
    return subprocess.run(["pg_dump", "--data-only", url], check=True, capture_output=True).stdout
