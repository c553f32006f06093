"""Two people at the same page: who saves second is told, and nothing is lost silently. Pure.

A page carries the edition of what it was filled with. When that is no longer what is saved,
somebody was faster.
"""

import hashlib
import json
from collections.abc import Iterable

from videoberatung.base.errors import RefusedError
from videoberatung.practices import refusals as refusals  # registers the sentences

FIELD = "edition"


def edition_of(values: Iterable[object]) -> str:
    """16 characters; equal values have the same, whoever saved them and however often."""
    written = json.dumps(list(values), default=str, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def check_edition(values: Iterable[object], seen: str) -> None:
    """Raises RefusedError("changed_meanwhile") unless these are the values that were seen."""
    if edition_of(values) != seen:
        raise RefusedError("changed_meanwhile")
