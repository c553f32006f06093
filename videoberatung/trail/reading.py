"""A practice's trail as a page shows it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from videoberatung.trail.models import Entry, EntryQuerySet
from videoberatung.trail.words import kind_of, sentence_of


@dataclass(frozen=True)
class Step:
    """`actor` None: the service by itself. `url` is empty once the thing is gone."""

    at: datetime
    actor: UUID | None
    sentence: str
    kind: str
    url: str


def trail_of(practice: UUID) -> EntryQuerySet:
    """Newest first."""
    return Entry.objects.of_practice(practice)


def steps_of(practice: UUID, entries: Iterable[Entry]) -> list[Step]:
    """One query for each kind of thing among them."""
    listed = list(entries)
    urls = _urls_of(practice, listed)
    return [
        Step(
            at=entry.at,
            actor=entry.actor,
            sentence=sentence_of(entry.action),
            kind=_(kind.name) if (kind := kind_of(entry.action)) else "",
            url=urls.get((entry.action.partition(".")[0], entry.subject), ""),
        )
        for entry in listed
    ]


def _urls_of(practice: UUID, entries: list[Entry]) -> dict[tuple[str, UUID | None], str]:
    subjects: dict[str, set[UUID]] = defaultdict(set)
    for entry in entries:
        if entry.subject is not None:
            subjects[entry.action.partition(".")[0]].add(entry.subject)
    return {
        (name, subject): url
        for name, ids in subjects.items()
        if (kind := kind_of(f"{name}."))
        for subject, url in kind.find(practice, ids).items()
    }
