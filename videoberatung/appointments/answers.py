"""What answers to an invitation mean. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from videoberatung.appointments.models import Answer, AnswerKind, Participant

# What the practice has to act upon comes first.
_ORDER = (AnswerKind.CANCELLED, AnswerKind.DECLINED, AnswerKind.OTHER_TIME, AnswerKind.ACCEPTED)


class Choice(TextChoices):
    """What a person can press."""

    YES = "yes", _("I will come")
    NO = "no", _("I cannot come")
    OTHER_TIME = "other_time", _("Ask for another time")


@dataclass(frozen=True)
class Answers:
    """How many people of an appointment have said this about its present time."""

    kind: str
    count: int
    # Of everybody invited.
    is_only_one: bool


def kind_after(earlier: str | None, choice: str) -> AnswerKind:
    """`earlier` is about the same time; None: not answered yet."""
    if choice == Choice.YES:
        return AnswerKind.ACCEPTED
    if choice == Choice.OTHER_TIME:
        return AnswerKind.OTHER_TIME
    had_accepted = earlier in (AnswerKind.ACCEPTED, AnswerKind.CANCELLED)
    return AnswerKind.CANCELLED if had_accepted else AnswerKind.DECLINED


def is_news(earlier: str | None, kind: str) -> bool:
    """Whether the practice has to hear of it: all but a plain "I will come"."""
    return kind != AnswerKind.ACCEPTED or earlier not in (None, AnswerKind.ACCEPTED)


def answer_of(participant: Participant) -> Answer | None:
    """Also one that is about an earlier time."""
    return getattr(participant, "answer", None)


def answer_to(participant: Participant, starts_at: datetime) -> Answer | None:
    """What they said about this very start."""
    answer = answer_of(participant)
    return answer if answer is not None and answer.starts_at == starts_at else None


def count_answers(people: Iterable[Participant], starts_at: datetime) -> list[Answers]:
    people = list(people)
    given = [answer_to(one, starts_at) for one in people]
    counts = Counter(answer.kind for answer in given if answer is not None)
    return [Answers(kind, counts[kind], len(people) == 1) for kind in _ORDER if counts[kind]]
