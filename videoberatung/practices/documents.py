"""The texts a practice agrees to: which there are, which version holds, what it says.

A text is one file for each language. What is agreed to is exactly that file: its SHA-256 is
shown with it, and anybody can work it out again from the text as it can be downloaded.
A change of words is a new version (a test insists).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Document:
    """`name` is what an Acceptance keeps; `since` is the day from which the version holds."""

    name: str
    title: Promise
    # What somebody ticks who agrees to it.
    agreement: Promise
    version: str
    since: date
    url_name: str


TERMS = Document(
    name="terms",
    title=_("Terms of use"),
    agreement=_("I accept the terms of use for the practice"),
    version="1.0",
    since=date(2026, 11, 24),
    url_name="pages:terms",
)
PROCESSING_AGREEMENT = Document(
    name="processing_agreement",
    title=_("Agreement on the processing of personal data"),
    agreement=_(
        "I conclude the agreement on the processing of personal data (Art. 28 GDPR) for the "
        "practice"
    ),
    version="1.0",
    since=date(2026, 11, 24),
    url_name="pages:processing_agreement",
)
DOCUMENTS = (TERMS, PROCESSING_AGREEMENT)


class Accepted(Protocol):
    """An Acceptance, or anything like it."""

    @property
    def document(self) -> str: ...
    @property
    def version(self) -> str: ...


def not_accepted(acceptances: Iterable[Accepted]) -> list[Document]:
    """Of which the current version is still to be agreed to."""
    agreed = {(acceptance.document, acceptance.version) for acceptance in acceptances}
    return [one for one in DOCUMENTS if (one.name, one.version) not in agreed]


def by_name(name: str) -> Document | None:
    """None for a text that is no longer agreed to."""
    return next((document for document in DOCUMENTS if document.name == name), None)


@dataclass(frozen=True)
class Block:
    """`kind` is "heading", "paragraph" or "list"; only a list has several lines."""

    kind: str
    lines: tuple[str, ...]


@cache
def text_of(document: Document, language: str) -> str:
    return (_TEXTS / f"{document.name}.{language}.txt").read_text(encoding="utf-8")


@cache
def hash_of(document: Document, language: str) -> str:
    """SHA-256 of the text in UTF-8, hexadecimal."""
    return hashlib.sha256(text_of(document, language).encode()).hexdigest()


def hashes_of(document: Document) -> set[str]:
    """Of the current version in every language: which of them somebody read is their choice."""
    return {hash_of(document, language) for language, _name in settings.LANGUAGES}


@cache
def blocks_of(document: Document, language: str) -> tuple[Block, ...]:
    """The text to be drawn: blocks stand between empty lines, their kind shows at the front."""
    return tuple(_block(part) for part in text_of(document, language).strip().split("\n\n"))


def _block(part: str) -> Block:
    if part.startswith("# "):
        return Block("heading", (part.removeprefix("# "),))
    if part.startswith("- "):
        items = "\n".join(part.splitlines()).removeprefix("- ").split("\n- ")
        return Block("list", tuple(" ".join(item.split()) for item in items))
    return Block("paragraph", (" ".join(part.split()),))
