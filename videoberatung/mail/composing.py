"""Makes of an OutgoingMail the message that a mail server takes."""

from email.utils import formataddr, parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from videoberatung.mail.outgoing import CalendarPart, OutgoingMail


def composed(
    outgoing: OutgoingMail, *, key: UUID, connection: BaseEmailBackend
) -> EmailMultiAlternatives:
    """`key` is the mail's own number, the same however often it is handed over."""
    configured, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = address.rpartition("@")[2]
    name = configured if outgoing.sender_name is None else outgoing.sender_name
    message = EmailMultiAlternatives(
        from_email=formataddr((name, address)),
        subject=outgoing.subject,
        body=outgoing.text,
        to=[outgoing.to],
        reply_to=[outgoing.reply_to] if outgoing.reply_to else None,
        connection=connection,
        headers={
            # The same at each attempt: who gets a mail twice can tell, and many programs do.
            "Message-ID": f"<{key}@{domain}>",
            # RFC 3834, section 5: no holiday notes in answer.
            "Auto-Submitted": "auto-generated",
            "Content-Language": outgoing.language,
        },
        attachments=[(file.name, file.content, file.content_type) for file in outgoing.attachments],
    )
    if outgoing.html is not None:
        message.attach_alternative(outgoing.html, "text/html")
    if outgoing.calendar is not None:
        _attach_calendar(message, outgoing.calendar)
    return message


def _attach_calendar(message: EmailMultiAlternatives, part: CalendarPart) -> None:
    """Twice: programs with a calendar of their own take the part beside the text (RFC 6047,
    section 2.4), the others offer the file."""
    message.attach_alternative(part.content.decode(), f"text/calendar; method={part.method}")
    message.attach(part.file_name, part.content, "application/ics")
