"""What a check of a promise found. Pure."""

from dataclasses import dataclass
from typing import Literal

State = Literal["kept", "broken", "not_checkable", "unchecked"]


@dataclass(frozen=True)
class Finding:
    """`evidence` says by what it is seen, or why no machine can see it.

    `public` says it to everybody where the evidence would tell too much, such as whether
    somebody talks at this moment; empty: the evidence itself.
    """

    state: State
    evidence: str
    public: str = ""


def kept(evidence: str, *, public: str = "") -> Finding:
    return Finding("kept", evidence, public)


def broken(evidence: str) -> Finding:
    return Finding("broken", evidence)


def not_checkable(reason: str) -> Finding:
    return Finding("not_checkable", reason)


def unseen(reason: str) -> Finding:
    """Nobody could look just now: neither kept nor broken."""
    return Finding("unchecked", reason)
