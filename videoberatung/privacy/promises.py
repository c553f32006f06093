"""What the service promises about personal data, and whether it is kept right now.

An app that can see whether a promise is kept registers a check in its `promises.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from videoberatung.privacy.findings import Finding, broken, kept, not_checkable, unseen

__all__ = ["PROMISES", "Check", "Finding", "Promise", "broken", "kept", "not_checkable", "unseen"]

Check = Callable[[datetime], Finding]

_checks: dict[int, Check] = {}


@dataclass(frozen=True)
class Promise:
    number: int
    msgid: str

    @property
    def sentence(self) -> str:
        """The promise in the current language."""
        return gettext(self.msgid)

    @property
    def check(self) -> Check | None:
        """Sees whether the promise is kept; None as long as nobody can."""
        return _checks.get(self.number)


PROMISES = tuple(
    Promise(number, msgid)
    for number, msgid in enumerate(
        (
            _(
                "Of each page request we note the time, the kind of browser and a shortened "
                "network address. Nothing else."
            ),
            _(
                "A full network address is in no file and no database. It stays in memory for at "
                "most an hour."
            ),
            _(
                "These notes serve to deliver the site, to count visits and to fend off attacks. "
                "Nobody is profiled."
            ),
            _("There is one cookie, for everybody alike. It ends with the browser session."),
            _("No page, mail or call contacts anybody but this service."),
            _("Providers register. Clients take part without an account, and may have one."),
            _("Registration asks for what the contract needs and no more."),
            _(
                "You see, correct and delete your data yourself. Terminating the account starts "
                "its deletion."
            ),
            _(
                "A profile picture is voluntary. When you withdraw your consent it is deleted at "
                "once and everywhere."
            ),
            _(
                "Each participant gets a link of their own by e-mail. It lets people in until the"
                " planned end."
            ),
            _("With an account you reach your appointment from your own calendar, too."),
            _(
                "A name at the door is enough to enter the waiting room. It is deleted when the "
                "session is over."
            ),
            _(
                "What a session needs while it runs lives in memory. It never reaches a database "
                "or a disk."
            ),
            _(
                "Name, address and link of a guest are deleted at the latest an hour after the "
                "planned end."
            ),
            _("Picture, sound, chat and documents go from browser to browser, encrypted."),
            _("We cannot see or hear what is said, and you can check that for your call."),
            _("There is no recording function, on purpose."),
            _("The chat is gone when the session ends."),
            _(
                "Who moderates decides who else takes part. Everybody answers for the screen they"
                " share."
            ),
            _("Providers can save documents they receive on their own computer."),
            _(
                "What the consultation needed is deleted right after its end, and you are shown "
                "what that was."
            ),
            _("What you write into the contact form is sent as an e-mail and stored nowhere."),
            _("Everybody who receives data from us is named in one list."),
            _(
                "You can obtain, correct, delete, restrict and take along your data, object, and "
                "withdraw each consent."
            ),
            _(
                "If somebody else signs in, windows left open say so and do nothing under the "
                "wrong name."
            ),
            _(
                "The privacy page is written from the same declarations that the deletion works "
                "by, and every promise is checked against the running service."
            ),
            _(
                "It is stated who answers for what: we for the service, the practice for the "
                "treatment or counselling."
            ),
            _(
                "Backups are encrypted, kept for a fixed time, and never bring back what was "
                "deleted."
            ),
        ),
        start=1,
    )
)


def register_check(number: int, check: Check) -> None:
    """`check` looks at the running service at a given time, changes nothing, and says what it
    found. Its evidence is a sentence in the current language, with figures, without names.

    Raises ValueError for an unknown number or a second check.
    """
    if number in _checks or not 1 <= number <= len(PROMISES):
        raise ValueError(f"promise {number} is unknown or has its check")
    _checks[number] = check
