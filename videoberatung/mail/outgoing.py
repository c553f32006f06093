"""A mail as it leaves the house. Pure but for the address check, which is Django's."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


class UnfitMailError(ValueError):
    """The mail could reach somebody else or carry a header of its own."""


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True)
class CalendarPart:
    """What calendar programs act upon; `method` as in RFC 5546, section 1.4."""

    method: Literal["REQUEST", "CANCEL"]
    content: bytes
    file_name: str


@dataclass(frozen=True)
class OutgoingMail:
    """One mail to one person.

    Raises UnfitMailError for anything that could become a second recipient or another header.
    """

    to: str
    subject: str
    text: str
    # Stands before the service's address; empty: the address alone; None: as configured.
    sender_name: str | None = None
    # Where an answer goes; empty: to the service's own address.
    reply_to: str = ""
    language: str = "de"
    html: str | None = None
    attachments: tuple[Attachment, ...] = ()
    calendar: CalendarPart | None = None

    def __post_init__(self) -> None:
        if not _is_one_address(self.to):
            raise UnfitMailError("not one address")
        if self.reply_to and not _is_one_address(self.reply_to):
            raise UnfitMailError("not one address to answer to")
        names = [name for file in self.attachments for name in (file.name, file.content_type)]
        lines = (self.subject, self.language, self.sender_name or "", *names)
        if not all(_is_one_line(text) for text in lines):
            raise UnfitMailError("a header holds a control character")


def _is_one_address(text: str) -> bool:
    # Quoted local parts are legal (RFC 5322, section 3.4.1) but nobody has one, and each
    # mail server reads them differently.
    if '"' in text or not _is_one_line(text):
        return False
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _is_one_line(text: str) -> bool:
    return not any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in text)
