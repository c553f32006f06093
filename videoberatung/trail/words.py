"""What the steps in a trail are called, and where their things can be seen.

This app knows none of them: the app that records a step says in its `hooks.py` what it is
called; a test finds steps without words.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

# From the practice and the ids that stand in its trail to the addresses of those that still
# exist there; the others are left out.
Find = Callable[[UUID, Collection[UUID]], dict[UUID, str]]


@dataclass(frozen=True)
class Kind:
    """Of things; `name` is an English msgid."""

    name: str
    find: Find


_sentences: dict[str, str] = {}
_kinds: dict[str, Kind] = {}


def register_actions(sentences: dict[str, str]) -> None:
    """Pair actions with English msgids that name nobody: "Appointment planned"."""
    _sentences.update(sentences)


def register_kind(kind: str, name: str, find: Find) -> None:
    """What stands before the dot of an action, and how its things are found.

    The trail is read by owners and administrators; `find` leaves out what they may not open.
    """
    _kinds[kind] = Kind(name, find)


def has_words(action: str) -> bool:
    return action in _sentences


def sentence_of(action: str) -> str:
    """In the current language; the action itself when an earlier release recorded it."""
    return _(_sentences[action]) if action in _sentences else action


def kind_of(action: str) -> Kind | None:
    """None for what has no page of its own."""
    return _kinds.get(action.partition(".")[0])
