"""The last look at all promises, kept for the pages: nobody who visits them sets it off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import translation

from videoberatung.privacy.audit import Line, audit
from videoberatung.privacy.chapters import CHAPTERS, Chapter
from videoberatung.privacy.findings import State
from videoberatung.privacy.models import THE_ONE, AuditReport
from videoberatung.privacy.promises import PROMISES

EVERY = timedelta(minutes=15)
# Where nobody could look, it is tried again sooner.
SOON = timedelta(minutes=3)
STALE = 3 * EVERY


@dataclass(frozen=True)
class Seen:
    """One promise, in the current language.

    `evidence` is for the operator, `public` for everybody. `since`: how long it has been in
    this state, as far as the looks before say; None: never looked at.
    """

    number: int
    promise: str
    state: State
    evidence: str = ""
    public: str = ""
    since: datetime | None = None


@dataclass(frozen=True)
class Report:
    """`checked_at` None: nobody has looked yet."""

    checked_at: datetime | None
    lines: tuple[Seen, ...]

    def is_stale(self, now: datetime) -> bool:
        return self.checked_at is not None and self.checked_at <= now - STALE

    @property
    def kept_count(self) -> int:
        return self._count("kept")

    @property
    def broken_count(self) -> int:
        return self._count("broken")

    @property
    def unchecked_count(self) -> int:
        return self._count("unchecked")

    @property
    def not_checkable_count(self) -> int:
        return self._count("not_checkable")

    def _count(self, state: State) -> int:
        return sum(line.state == state for line in self.lines)

    @property
    def chapters(self) -> list[tuple[Chapter, list[Seen]]]:
        return [
            (chapter, [line for line in self.lines if chapter.holds(line.number)])
            for chapter in CHAPTERS
        ]


def refresh_report(now: datetime) -> bool:
    """Look again if it is time; whether somebody looked."""
    row = AuditReport.objects.first()
    wait = SOON if row and _was_unseen(row) else EVERY
    if row is not None and row.checked_at > now - wait:
        return False
    make_report(now)
    return True


def make_report(now: datetime) -> None:
    """Look at everything, once for each language, and keep what was seen instead of the last."""
    told: dict[str, list[Line]] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told[language] = audit(now)
    row = AuditReport.objects.first()
    before = {line["number"]: line for line in row.lines} if row else {}
    lines = [
        _kept_of(dict(zip(told, same, strict=True)), before, now)
        for same in zip(*told.values(), strict=True)
    ]
    values = {"checked_at": now, "lines": lines}
    AuditReport.objects.update_or_create(number=THE_ONE, defaults=values)


def current_report() -> Report:
    """The last look, in the current language; one query."""
    row = AuditReport.objects.first()
    if row is None:
        lines = (Seen(promise.number, promise.sentence, "unchecked") for promise in PROMISES)
        return Report(None, tuple(lines))
    return Report(row.checked_at, tuple(_seen(row.lines)))


def _kept_of(
    same: dict[str, Line], before: dict[int, dict[str, Any]], now: datetime
) -> dict[str, Any]:
    line = same[settings.LANGUAGE_CODE]
    known = before.get(line.number, {})
    is_as_before = known.get("state") == line.state
    return {
        "number": line.number,
        "state": line.state,
        "has_check": PROMISES[line.number - 1].check is not None,
        "since": known["since"] if is_as_before else now.isoformat(),
        "evidence": {language: one.evidence for language, one in same.items()},
        "public": {language: one.public for language, one in same.items()},
    }


def _seen(lines: list[dict[str, Any]]) -> Iterable[Seen]:
    known = {line["number"]: line for line in lines}
    language = translation.get_language() or settings.LANGUAGE_CODE
    for promise in PROMISES:
        line = known.get(promise.number)
        if line is None:
            yield Seen(promise.number, promise.sentence, "unchecked")
            continue
        yield Seen(
            promise.number,
            promise.sentence,
            line["state"],
            line["evidence"].get(language, ""),
            line["public"].get(language, ""),
            datetime.fromisoformat(line["since"]),
        )


def _was_unseen(row: AuditReport) -> bool:
    return any(line["state"] == "unchecked" and line["has_check"] for line in row.lines)
