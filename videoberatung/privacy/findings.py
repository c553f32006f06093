"""What a check of a promise found. Pure."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """`evidence` says by what it is seen, or why no machine can see it."""

    state: Literal["kept", "broken", "not_checkable", "unchecked"]
    evidence: str


def kept(evidence: str) -> Finding:
    return Finding("kept", evidence)


def broken(evidence: str) -> Finding:
    return Finding("broken", evidence)


def not_checkable(reason: str) -> Finding:
    return Finding("not_checkable", reason)


def unseen(reason: str) -> Finding:
    """Nobody could look just now: neither kept nor broken."""
    return Finding("unchecked", reason)
