"""The order in which promises are told."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class Chapter:
    msgid: str
    first: int
    last: int

    @property
    def title(self) -> str:
        return gettext(self.msgid)

    def holds(self, number: int) -> bool:
        return self.first <= number <= self.last


CHAPTERS = (
    Chapter(_("When you visit these pages"), 1, 5),
    Chapter(_("Accounts"), 6, 9),
    Chapter(_("Appointments and the waiting room"), 10, 14),
    Chapter(_("In the conversation"), 15, 21),
    Chapter(_("What you write to us, and your rights"), 22, 28),
)
