"""Promise 22: what is written is nowhere but in the mail."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from videoberatung.base.logging import ForeignFormatter
from videoberatung.contact import checks, sending
from videoberatung.contact.checks import check_letters_are_not_stored
from videoberatung.contact.tests.writing import WORDS, write
from videoberatung.mail.models import QueuedMail
from videoberatung.mail.tests.server import MailServer, free_port
from videoberatung.privacy.models import PageVisit

pytestmark = [pytest.mark.django_db, pytest.mark.promise(22)]
CANARY = WORDS.split()[-1]


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """What the product's own formatter writes of all that libraries say at the lowest level."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(ForeignFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.parametrize("is_taken", [True, False], ids=["sent", "not sent"])
def test_no_statement_file_session_or_line_holds_what_was_written(
    client: Client,
    server: MailServer,
    settings: Settings,
    log_lines: io.StringIO,
    capfd: pytest.CaptureFixture[str],
    is_taken,
):
    if not is_taken:
        settings.EMAIL_PORT = free_port()
    with CaptureQueriesContext(connection) as queries:
        assert write(client).status_code == (200 if is_taken else 503)
    assert not [query for query in queries if CANARY in query["sql"]]
    assert "django" in log_lines.getvalue()
    assert CANARY not in log_lines.getvalue()
    assert CANARY not in "".join(capfd.readouterr())
    assert not any(CANARY in str(row.get_decoded()) for row in Session.objects.all())
    assert not any(CANARY in repr(value) for value in remembered())
    assert not list(files_with(CANARY, Path(settings.DATA_DIR)))
    assert not QueuedMail.objects.exists()
    assert not PageVisit.objects.exists()


def test_the_check_sees_that_nothing_is_stored():
    finding = check_letters_are_not_stored(timezone.now())
    assert finding.state == "kept"


@pytest.mark.breaks(22)
def test_a_form_that_asks_the_database_breaks_the_promise(monkeypatch: pytest.MonkeyPatch):
    def stored(letter, submission, *, by):
        QueuedMail.objects.exists()
        return sending.send(letter, submission, by=by)

    monkeypatch.setattr(checks, "send", stored)
    assert check_letters_are_not_stored(timezone.now()).state == "broken"


@pytest.mark.breaks(22)
def test_a_letter_that_goes_astray_breaks_the_promise(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sending, "mails_of", lambda _letter, *, number: [])
    monkeypatch.setattr(checks, "send", lambda _letter, _submission, *, by: by([]))
    assert check_letters_are_not_stored(timezone.now()).state == "broken"


def remembered() -> Iterator[object]:
    """What the process's memory for short-lived things holds."""
    yield from getattr(cache, "_cache", {}).items()


def files_with(words: str, folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and words.encode() in path.read_bytes():
            yield path
