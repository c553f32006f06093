"""Whether what is written into the contact form is stored (promise 22): by writing something."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.utils.translation import gettext as _

from videoberatung.contact.forms import ContactForm
from videoberatung.contact.sending import send
from videoberatung.mail.delivery import SERVER_AWAY, Failure
from videoberatung.mail.outgoing import OutgoingMail
from videoberatung.privacy.findings import Finding, broken, kept


class _Statements:
    """Counts what reaches the database; the form has no business there at all."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


class _Door:
    """In the place of the mail server: takes nothing, so that the operator gets no mail every
    quarter of an hour, and remembers what it was offered."""

    def __init__(self) -> None:
        self.offered: list[OutgoingMail] = []

    def __call__(self, mails: Sequence[tuple[UUID, OutgoingMail]]) -> list[Failure | None]:
        self.offered += [outgoing for _number, outgoing in mails]
        return [SERVER_AWAY] * len(mails)


def check_letters_are_not_stored(now: datetime) -> Finding:
    """Takes a letter through the form up to the mail server's door, and watches the database."""
    words, door, statements = uuid4().hex, _Door(), _Statements()
    with connection.execute_wrapper(statements):
        _write(words, door, now)
    tables = len(list(apps.get_app_config("contact").get_models()))
    arrived = [one.to for one in door.offered if words in one.text]
    if arrived != [settings.OPERATOR.email]:
        return broken(_("a letter written for the check did not reach the mail"))
    if statements.count or tables:
        return broken(
            _("statements to the database for a letter: %(count)d, tables for letters: %(tables)d")
            % {"count": statements.count, "tables": tables}
        )
    return kept(
        _(
            "a letter written for the check became a mail; statements to the database: 0, tables "
            "for letters: 0"
        )
    )


def _write(words: str, door: _Door, now: datetime) -> None:
    opened = ContactForm(now=now - timedelta(minutes=1), user=None).fields["opened"].initial
    typed = QueryDict(mutable=True)
    typed.update(
        {
            "email": "check@example.org",
            "subject": "check",
            "text": words,
            "opened": opened,
            "submission": str(uuid4()),
        }
    )
    form = ContactForm(typed, now=now, user=None)
    if form.is_valid():
        send(form.letter(), form.cleaned_data["submission"], by=door)
