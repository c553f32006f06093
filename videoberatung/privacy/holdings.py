"""What is held about a person or a practice, and what becomes of it when they go.

Each app registers its own share in `personal_data.py`. The pages that end an account or close
a practice list it, and the erasure works through it: what is shown is what happens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from videoberatung.privacy.inventory import Model


@dataclass(frozen=True)
class Subject:
    """Whom the erasure is about: a person, or a practice (which has no addresses here)."""

    id: UUID
    # Small letters; noted before anything is erased.
    addresses: frozenset[str] = frozenset()


Erase = Callable[[Subject, datetime], None]
Concerns = Callable[[Subject], bool]


@dataclass(frozen=True)
class Kept:
    """What stays, until when, and by which law; English sentences marked for translation."""

    msgid: str
    until: str
    law: str

    @property
    def sentence(self) -> str:
        return gettext(self.msgid)

    @property
    def term(self) -> str:
        return gettext(self.until)

    @property
    def basis(self) -> str:
        return gettext(self.law)


@dataclass(frozen=True)
class Holding:
    """One kind of thing held: what goes, and what stays of it.

    `models` are the tables it answers for. `erase` runs within the transaction that erases
    everything else about the subject, and may run again. `erase_rest` runs when the mails that
    `erase` sent must have left.
    """

    models: tuple[Model, ...]
    erase: Erase
    # What goes, an English sentence marked for translation; empty: nothing does.
    msgid: str = ""
    kept: tuple[Kept, ...] = ()
    erase_rest: Erase | None = None
    # Whether the sentences have anything to do with this one; None: always.
    concerns: Concerns | None = None

    @property
    def sentence(self) -> str:
        return gettext(self.msgid) if self.msgid else ""

    def is_about(self, subject: Subject) -> bool:
        return self.concerns is None or self.concerns(subject)


_of_people: list[Holding] = []
_of_practices: list[Holding] = []


def register_holding(holding: Holding) -> None:
    """Something held about a person who has an account."""
    _of_people.append(holding)


def register_practice_holding(holding: Holding) -> None:
    """Something held about a practice."""
    _of_practices.append(holding)


def held_about_people() -> tuple[Holding, ...]:
    return tuple(_of_people)


def held_about_practices() -> tuple[Holding, ...]:
    return tuple(_of_practices)


def nothing(_subject: Subject, _now: datetime) -> None:
    """For what stays as it is because it holds no more than ids."""
