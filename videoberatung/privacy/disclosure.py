"""What the tables hold about a person, for themselves to read and to take along.

Art. 15(3) and Art. 20(1) GDPR. Each app says in its `personal_data.py` how to find a person's
rows and what their fields are called; what it declares and does not disclose it gives a reason
for.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from videoberatung.privacy.holdings import Subject
from videoberatung.privacy.inventory import Model, declared
from videoberatung.privacy.law import law_in_words

RowsOf = Callable[[Subject], models.QuerySet[Any]]


@dataclass(frozen=True)
class Disclosure:
    """`facts` pairs the path of a field (`appointment__starts_at`) with its name.

    `withheld` names declared fields that prove who somebody is (a password's hash, the version
    of a link): showing them would help only a thief. `msgid` and the names of facts are English
    texts marked for translation.
    """

    model: Model
    msgid: str
    rows: RowsOf
    facts: Mapping[str, str]
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Fact:
    """One value: as a machine reads it, and in the words of the current language.

    Without words there is nothing to say.
    """

    key: str
    label: str
    value: Any
    words: str

    @property
    def is_file(self) -> bool:
        return isinstance(self.value, bytes | memoryview)


@dataclass(frozen=True)
class Share:
    """What one table holds about a person. Each row is a tuple of facts."""

    disclosure: Disclosure
    title: str
    purposes: tuple[str, ...]
    bases: tuple[str, ...]
    rows: tuple[tuple[Fact, ...], ...]


_disclosures: list[Disclosure] = []
_undisclosed: dict[Model, str] = {}


def register_disclosure(disclosure: Disclosure) -> None:
    _disclosures.append(disclosure)


def register_undisclosed(model: Model, reason: str) -> None:
    """Nobody can tell whose its rows are, or they repeat what another table discloses."""
    _undisclosed[model] = reason


def disclosures() -> tuple[Disclosure, ...]:
    return tuple(_disclosures)


def undecided() -> Iterator[str]:
    """Declared fields for which neither was said."""
    for entry in declared():
        if entry.model in _undisclosed:
            continue
        known = {
            name.split("__")[0]
            for one in _disclosures
            if one.model is entry.model
            for name in (*one.facts, *one.withheld)
        }
        yield from (
            f"{entry.model._meta.label}.{name}" for name in entry.fields if name not in known
        )


def shares_of(person: Subject) -> list[Share]:
    """All that is held about a person, in the current language; one query for each table."""
    shares = (share_of(one, one.rows(person)) for one in _disclosures)
    return [share for share in shares if share.rows]


def share_of(disclosure: Disclosure, rows: models.QuerySet[Any]) -> Share:
    """What these rows of the table say."""
    entries = [entry for entry in declared() if entry.model is disclosure.model]
    return Share(
        disclosure=disclosure,
        title=_(disclosure.msgid),
        purposes=tuple(dict.fromkeys(_(entry.purpose) for entry in entries)),
        bases=tuple(dict.fromkeys(law_in_words(entry.basis) for entry in entries)),
        rows=tuple(tuple(_facts(disclosure, row)) for row in rows),
    )


def disclosure_of(model: Model) -> Disclosure:
    return next(one for one in _disclosures if one.model is model)


def _facts(disclosure: Disclosure, row: models.Model) -> Iterator[Fact]:
    for path, label in disclosure.facts.items():
        holder, name = row, path
        while "__" in name:
            relation, name = name.split("__", 1)
            holder = getattr(holder, relation)
        value = getattr(holder, name)
        yield Fact(key=path, label=_(label), value=value, words=_words(holder, name, value))


def _words(holder: models.Model, name: str, value: Any) -> str:
    if value is None or value == "" or isinstance(value, bytes | memoryview):
        return ""
    if choice := getattr(holder, f"get_{name}_display", None):
        return str(choice())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        # Translators: date and time, in the notation of Django's date filter.
        return date_format(localtime(value), _("j F Y, H:i"))
    if isinstance(value, date):
        return date_format(value, _("j F Y"))
    return str(value)
