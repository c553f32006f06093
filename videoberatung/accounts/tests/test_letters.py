"""Every mail about an account: ours in words, and without what it must not hold."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import allauth
import pytest
import time_machine
from django.utils import translation

from videoberatung.accounts.letter_words import WORDS
from videoberatung.accounts.mails import letter
from videoberatung.accounts.models import Letter
from videoberatung.accounts.services.letters import LETTER, write_letter
from videoberatung.mail.models import QueuedMail
from videoberatung.mail.registry import renderer_of
from videoberatung.privacy.erasure import erase_expired

pytestmark = pytest.mark.django_db

NOON = datetime(2030, 1, 8, 12, tzinfo=UTC)
CODE = "12345678"
CODES = {"email_confirmation_signup", "email_confirmation", "password_reset_code"}
# What the library could send and our settings keep it from: signing in by mailed code, reset
# by link, several addresses, other ways of signing in.
NEVER = {"login_code", "password_reset_key", "email_deleted"}


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def write(kind: str, language: str = "de", code: str | None = None) -> Letter:
    if code is None:
        code = CODE if kind in CODES else ""
    return write_letter(kind, to="erika@example.org", language=language, now=NOON, code=code)


def test_every_mail_of_the_library_has_our_words():
    folder = Path(allauth.__file__).parent
    source = "".join(
        path.read_text() for app in ("account", "mfa") for path in (folder / app).rglob("*.py")
    )
    sent = set(re.findall(r'"(?:account|mfa)/email/(\w+)"', source))
    assert len(sent) > 10
    assert sent - NEVER <= set(WORDS)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", list(WORDS))
def test_each_mail_is_complete_in_both_languages(kind: str, language: str):
    mail = letter(write(kind, language).id)
    assert (mail.to, mail.language) == ("erika@example.org", language)
    with translation.override("de"):
        for sentence in (WORDS[kind].subject, *WORDS[kind].says, WORDS[kind].if_not_you):
            german = translation.gettext(sentence)
            assert german != sentence
            said = german if language == "de" else sentence
            assert said in (mail.subject if sentence == WORDS[kind].subject else mail.text)
    assert ("Guten Tag," if language == "de" else "Hello,") in mail.text


@pytest.mark.parametrize("kind", list(WORDS))
def test_nothing_in_a_mail_is_loaded_from_elsewhere(kind: str):
    mail = letter(write(kind).id)
    assert "src=" not in mail.html
    assert set(re.findall(r"https?://[^/\"<\s]+", mail.html)) <= {"http://localhost:8000"}
    assert "{{" not in mail.html + mail.text
    assert "\n\n\n" not in mail.text


@pytest.mark.parametrize("kind", sorted(CODES))
def test_a_code_is_in_the_mail_and_nowhere_else(kind: str):
    row = write(kind)
    assert CODE not in row.sealed_code
    assert CODE not in str(Letter.objects.values().get())
    mail = letter(row.id)
    assert "1234 5678" in mail.text
    assert "15 Minuten" in mail.text
    assert "<span>1234</span><span>5678</span>" in mail.html
    assert CODE not in mail.subject


def test_a_notice_tells_the_time_and_the_way_to_a_new_password():
    mail = letter(write("password_changed").id)
    assert "Zeitpunkt: Dienstag, 8. Januar 2030, 13:00 Uhr" in mail.text
    assert "http://localhost:8000/password/reset/" in mail.text


def test_the_mail_app_knows_them():
    row = write("password_changed")
    assert QueuedMail.objects.get().subject_id == row.id
    assert renderer_of(LETTER)(row.id).subject == "Sie haben ein neues Passwort"


@pytest.mark.promise(26)
@pytest.mark.parametrize(
    ("kind", "life"),
    [("password_reset_code", timedelta(minutes=15)), ("webauthn_added", timedelta(days=2))],
)
def test_a_letter_is_gone_when_its_time_is_over(kind: str, life: timedelta):
    row = write(kind)
    erase_expired(NOON + life - timedelta(seconds=1))
    assert Letter.objects.count() == 1
    with time_machine.travel(NOON + life, tick=False):
        assert letter(row.id) is None
    erase_expired(NOON + life)
    assert Letter.objects.count() == 0
