"""All promises against the running service: what `videoberatung audit` says."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

import structlog
from django.utils.translation import gettext as _

from videoberatung.privacy.findings import State
from videoberatung.privacy.promises import PROMISES, Promise

log = structlog.get_logger()


@dataclass(frozen=True)
class Line:
    """`evidence` says by what it was seen, `public` so much of it as anybody may read: of what is
    broken nothing, because it might show where to push. `unchecked`: nobody could look, or this
    release has no check for it.
    """

    number: int
    promise: str
    state: State
    evidence: str
    public: str = ""


def audit(now: datetime) -> list[Line]:
    """Look at every promise, in the current language; changes nothing.

    A check that fails to look is no promise kept: it counts as broken, and the others go on.
    """
    return [_looked_at(promise, now) for promise in PROMISES]


def _looked_at(promise: Promise, now: datetime) -> Line:
    if promise.check is None:
        reason = _("no check yet")
        return Line(promise.number, promise.sentence, "unchecked", reason, reason)
    try:
        finding = promise.check(now)
    except Exception as error:  # whatever it is, the promise was not seen to be kept
        log.error("check_failed", code=promise.number, exc_info=error)
        evidence = _("the check itself failed: %(error)s") % {"error": type(error).__name__}
        return Line(promise.number, promise.sentence, "broken", evidence)
    public = "" if finding.state == "broken" else finding.public or finding.evidence
    return Line(promise.number, promise.sentence, finding.state, finding.evidence, public)


def is_any_broken(lines: Iterable[Line]) -> bool:
    return any(line.state == "broken" for line in lines)


def as_json(lines: Iterable[Line]) -> str:
    return json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2)


def as_text(lines: Iterable[Line]) -> str:
    """One paragraph a promise: state and number, the promise, what was seen."""
    words: dict[State, str] = {
        "kept": _("kept"),
        "broken": _("BROKEN"),
        "not_checkable": _("not checkable by machine"),
        "unchecked": _("not checked"),
    }
    return "\n".join(
        f"D-{line.number:<2} {words[line.state]}: {line.promise}\n     {line.evidence}"
        for line in lines
    )
