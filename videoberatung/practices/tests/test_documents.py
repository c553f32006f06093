"""The texts a practice agrees to: complete in both languages, and never changed in silence."""

import hashlib
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from videoberatung.practices.documents import (
    DOCUMENTS,
    PROCESSING_AGREEMENT,
    TERMS,
    Document,
    blocks_of,
    by_name,
    hash_of,
    hashes_of,
    not_accepted,
    text_of,
)
from videoberatung.practices.models import Acceptance

LANGUAGES = [language for language, _name in settings.LANGUAGES]
each = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
# What practices have agreed to. Other words are another version: raise it in documents.py and
# add its line here; the lines before it stay.
AGREED = {
    ("terms", "1.0", "de"): "dffacdfd0a84212f0bf61c1690b1f787fb440390be64230a099b5aae319e3116",
    ("terms", "1.0", "en"): "522f87ce22d2f93bb4672931753750d337cf3a90eae1a66db5e1619786e1df4e",
    (
        "processing_agreement",
        "1.0",
        "de",
    ): "1c6aa0ff4f4a8438841e0219e123a34aaac2e6a71be87335b233912079fc86e2",
    (
        "processing_agreement",
        "1.0",
        "en",
    ): "cd3eec4fc15cff66f871ae39a2c74940ac4b8fd5e382fecfab558a8e051a7287",
}


@each
@pytest.mark.parametrize("language", LANGUAGES)
def test_other_words_are_another_version(document: Document, language: str):
    assert hash_of(document, language) == AGREED[document.name, document.version, language]


@each
def test_both_languages_say_the_same_in_the_same_order(document: Document):
    shapes = [
        [(block.kind, len(block.lines)) for block in blocks_of(document, language)]
        for language in LANGUAGES
    ]
    numbers = [
        [
            re.findall(r"^\(?\d+\)?", line)
            for block in blocks_of(document, language)
            for line in block.lines
        ]
        for language in LANGUAGES
    ]
    assert shapes[0] == shapes[1]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", "abcdefgh")
def test_the_processing_agreement_holds_what_the_law_lists(language: str, letter: str):
    """Art. 28(3), second sentence, points (a) to (h) GDPR."""
    headings = " ".join(
        block.lines[0]
        for block in blocks_of(PROCESSING_AGREEMENT, language)
        if block.kind == "heading"
    )
    named = {"de": f"Buchst. {letter}", "en": f"point ({letter})"}[language]
    assert named in headings


@pytest.mark.django_db
@each
@pytest.mark.parametrize("language", LANGUAGES)
def test_anybody_reads_a_text_and_can_work_out_its_checksum(document: Document, language: str):
    client = Client(headers={"accept-language": language})
    page = client.get(reverse(document.url_name)).content.decode()
    text = client.get(reverse(f"{document.url_name}_text"))
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert hashlib.sha256(text.content).hexdigest() in page
    assert document.version in page
    assert "2026" in page
    for block in blocks_of(document, language):
        assert block.kind in ("heading", "paragraph", "list")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/login/", "/terms/", "/no-such-page/"])
def test_every_public_page_leads_to_the_texts(path: str):
    page = Client().get(path).content.decode()
    assert 'href="/terms/"' in page
    assert 'href="/processing-agreement/"' in page


def test_a_text_that_is_not_accepted_in_its_current_version_is_still_open():
    current = Acceptance(document=TERMS.name, version=TERMS.version)
    earlier = Acceptance(document=PROCESSING_AGREEMENT.name, version="0.9")
    assert not_accepted([current, earlier]) == [PROCESSING_AGREEMENT]
    assert not_accepted([]) == list(DOCUMENTS)


def test_a_text_is_found_by_the_name_that_is_kept():
    assert by_name("terms") is TERMS
    assert by_name("of yesterday") is None


@each
def test_each_language_has_a_checksum_of_its_own(document: Document):
    assert len(hashes_of(document)) == len(LANGUAGES)
    assert text_of(document, "de").endswith("\n")
