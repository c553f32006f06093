"""Sends a letter once, however often the form comes in."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.core.cache import cache

from videoberatung.contact.message import Letter, mails_of
from videoberatung.mail.at_once import SECONDS, hand_over
from videoberatung.mail.delivery import Failure
from videoberatung.mail.outgoing import OutgoingMail, UnfitMailError

# A number stands for a letter so long: in the memory of the process or in Valkey.
REMEMBERED_SECONDS = 60 * 60
_PAUSE = 0.1

# Takes mails with their numbers; for each None or why it did not leave.
HandOver = Callable[[Sequence[tuple[UUID, OutgoingMail]]], Sequence[Failure | None]]
Outcome = Literal["sent", "sent_without_copy", "not_sent"]


@dataclass(frozen=True)
class Sent:
    outcome: Outcome

    @property
    def is_sent(self) -> bool:
        return self.outcome != "not_sent"


def was_sent(letter: Letter, submission: UUID) -> Sent | None:
    """What became of the same letter before; waits while it is on its way. None: it is new."""
    key = _key(letter.number(submission))
    end = time.monotonic() + SECONDS
    while (state := cache.get(key)) == "on_its_way" and time.monotonic() < end:
        time.sleep(_PAUSE)
    return Sent(state) if state in ("sent", "sent_without_copy") else None


def send(letter: Letter, submission: UUID, *, by: HandOver = hand_over) -> Sent:
    """Hand it to the mail server while somebody waits, at most for a few seconds."""
    number = letter.number(submission)
    key = _key(number)
    if not cache.add(key, "on_its_way", REMEMBERED_SECONDS):
        return was_sent(letter, submission) or Sent("not_sent")
    outcome: Outcome = "not_sent"
    try:
        outcome = _hand_over(letter, number, by)
    finally:
        if outcome == "not_sent":
            cache.delete(key)
        else:
            cache.set(key, outcome, REMEMBERED_SECONDS)
    return Sent(outcome)


def _hand_over(letter: Letter, number: UUID, by: HandOver) -> Outcome:
    try:
        mails = mails_of(letter, number=number)
    except UnfitMailError:
        return "not_sent"
    failures = by(mails)
    if failures[0] is not None:
        return "not_sent"
    return "sent" if not any(failures) else "sent_without_copy"


def _key(number: UUID) -> str:
    return f"contact:{number}"
