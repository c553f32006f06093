"""Consent: to which words a person agreed, when, and until when.

The app that asks keeps its text as a constant. Whoever changes a word of it, in either
language, raises the version: a test knows the hashes of every version that was ever shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from videoberatung.base.errors import RefusedError, register_refusal
from videoberatung.privacy.holdings import Subject
from videoberatung.privacy.models import Consent, ConsentQuerySet

register_refusal(
    "consent_text_changed",
    gettext_noop("The text you agree to has changed. Please read it once more."),
)


@dataclass(frozen=True)
class ConsentText:
    """`msgids` are its paragraphs in English, marked for translation."""

    purpose: str
    version: int
    msgids: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """As shown in the current language."""
        return tuple(gettext(msgid) for msgid in self.msgids)

    @property
    def text_hash(self) -> str:
        """Of what is shown in the current language."""
        return sha256("\n".join(self.paragraphs).encode()).hexdigest()

    def hashes(self) -> Iterator[tuple[str, str]]:
        """Each language and the hash of the text in it."""
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                yield language, self.text_hash


@transaction.atomic
def give_consent(person: UUID, text: ConsentText, *, shown: str, now: datetime) -> Consent:
    """Note that the person agreed to what they saw; `shown` is the hash of it.

    Each time anew, also where an earlier consent stands. Raises
    RefusedError("consent_text_changed") if that is not what the text says today.
    """
    if shown not in dict(text.hashes()).values():
        raise RefusedError("consent_text_changed")
    return Consent.objects.create(
        person=person,
        purpose=text.purpose,
        version=text.version,
        text_hash=shown,
        given_at=now,
    )


def withdraw_consent(person: UUID, purpose: str, *, now: datetime) -> int:
    """End the consent to this; return how many there were. What rests on it goes with it in
    the caller's transaction."""
    return Consent.objects.of(person).in_force(purpose).withdraw(now=now)


def withdraw_all(person: Subject, now: datetime) -> None:
    """The person goes: nothing may rest on their consent any more."""
    Consent.objects.of(person.id).withdraw(now=now)


def current_consent(person: UUID, purpose: str) -> Consent | None:
    return Consent.objects.of(person).in_force(purpose).first()


def consents_of(person: UUID) -> ConsentQuerySet:
    """All of a person, also those withdrawn; given last comes first."""
    return Consent.objects.of(person)
