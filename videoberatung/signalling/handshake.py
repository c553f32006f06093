"""Which WebSocket requests are taken at all. Pure."""

import re
from collections.abc import Iterable

_PATH = re.compile(r"/live/([A-Za-z0-9_-]{22})/")


def practice_of(path: str) -> str | None:
    """The practice key in the address, or None for an address that is not ours."""
    found = _PATH.fullmatch(path)
    return found and found[1]


def has_own_origin(headers: Iterable[tuple[bytes, bytes]], origins: frozenset[str]) -> bool:
    """Exactly one Origin, and it is ours by scheme, host and port.

    Browsers always send one with a WebSocket (RFC 6455, section 10.2), and no page can change
    it: this keeps the sites a person visits from speaking in the person's name.
    """
    found = [value for name, value in headers if name == b"origin"]
    return len(found) == 1 and found[0].decode("latin-1") in origins
