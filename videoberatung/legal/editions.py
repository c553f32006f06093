"""Which words a page had when: a new edition as soon as a fact or a declaration changes."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation

from videoberatung.legal.models import Edition, EditionQuerySet
from videoberatung.legal.pages import PAGES, LegalPage
from videoberatung.legal.plain import checksum_of, plain_text

SHOWN = 200


@transaction.atomic
def note_editions(now: datetime) -> int:
    """Keep each page that reads differently than last time; how many there were."""
    return sum(
        _note(page, language, now) for page in PAGES for language, _name in settings.LANGUAGES
    )


def editions_of(page: LegalPage, language: str) -> EditionQuerySet:
    return Edition.objects.of(page.name, language)[:SHOWN]


def edition_with(page: LegalPage, language: str, checksum: str) -> Edition | None:
    return Edition.objects.of(page.name, language).filter(checksum=checksum).first()


def _note(page: LegalPage, language: str, now: datetime) -> bool:
    with translation.override(language):
        text = plain_text(page.body())
    last = Edition.objects.of(page.name, language).first()
    if last is not None and last.checksum == checksum_of(text):
        return False
    Edition.objects.create(
        page=page.name, language=language, checksum=checksum_of(text), text=text, since=now
    )
    return True
