"""The sample's mail server: a folder. What would be sent lies there, one file per mail."""

import email.policy
import os
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage as ParsedMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_PARSER: "BytesParser[ParsedMessage]" = BytesParser(policy=email.policy.default)


FOLDER = "outbox"


class OutboxBackend(BaseEmailBackend):
    """Writes each mail into the data directory instead of sending it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _store(_folder(), message.message().as_bytes())
        return len(email_messages)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / FOLDER


def _store(folder: Path, content: bytes) -> None:
    """Under a name that sorts by time, and complete from the moment it has that name."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{time.time_ns():020d}-{uuid.uuid4().hex[:8]}"
    unfinished = folder / f"{name}.part"
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(folder / f"{name}.eml")


@dataclass(frozen=True)
class StoredFile:
    name: str
    content: bytes


@dataclass(frozen=True)
class StoredMail:
    """A mail in the outbox as a person reads it; `name` is its place in the address."""

    name: str
    to: str
    subject: str
    sent_at: datetime
    language: str
    text: str
    html: str
    files: tuple[StoredFile, ...]


def is_active() -> bool:
    """Whether mail goes to the outbox; never in a real service."""
    return bool(f"{__name__}.{OutboxBackend.__name__}" == settings.EMAIL_BACKEND)


def stored_mails() -> list[StoredMail]:
    """Newest first."""
    files = sorted(_folder().glob("*.eml"), reverse=True)
    return [_read(path) for path in files]


def stored_mail(name: str) -> StoredMail | None:
    """One mail; None if there is none of this name (a name never holds a slash)."""
    path = _folder() / f"{name}.eml"
    return _read(path) if path.is_file() else None


def _read(path: Path) -> StoredMail:
    message = BytesParser(policy=email.policy.default).parsebytes(path.read_bytes())
    return StoredMail(
        name=path.stem,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=_moment(str(message["Date"])),
        language=str(message["Content-Language"] or ""),
        text=_part(message, "plain"),
        html=_part(message, "html"),
        files=tuple(_files(message)),
    )


def _moment(header: str) -> datetime:
    moment = parsedate_to_datetime(header)
    # "-0000" (RFC 5322, section 3.3) is UTC without a word on where the sender is.
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def _part(message: ParsedMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return str(body.get_content()) if body else ""


def _files(message: ParsedMessage) -> list[StoredFile]:
    return [_file(part) for part in message.iter_attachments()]


def _file(part: ParsedMessage) -> StoredFile:
    content = part.get_payload(decode=True)
    return StoredFile(
        name=part.get_filename() or "attachment",
        content=content if isinstance(content, bytes) else b"",
    )
