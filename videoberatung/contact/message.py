"""What somebody wrote, and the mails it becomes. Nothing of it is ever stored."""

from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from videoberatung.mail.outgoing import OutgoingMail


@dataclass(frozen=True)
class Letter:
    """Nothing of it shows in a report of an error.

    `copy_to` is the proved address of who is signed in; empty: no copy.
    """

    name: str = field(repr=False)
    email: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    copy_to: str = field(default="", repr=False)

    def number(self, submission: UUID) -> UUID:
        """The same for the same words from the same form, and nothing can be read from it."""
        told = "\n".join((str(submission), self.email, self.subject, self.text))
        code = salted_hmac("contact: letter", told, algorithm="sha256")
        return UUID(bytes=code.digest()[:16], version=4)


def mails_of(letter: Letter, *, number: UUID) -> list[tuple[UUID, OutgoingMail]]:
    """The one to the operator first. Raises UnfitMailError for what could be another header."""
    mails = [(number, _to_the_operator(letter))]
    if letter.copy_to:
        mails.append((uuid5(number, "copy"), _copy(letter)))
    return mails


def _to_the_operator(letter: Letter) -> OutgoingMail:
    with translation.override(settings.LANGUAGE_CODE):
        return OutgoingMail(
            to=settings.OPERATOR.email,
            reply_to=letter.email,
            subject=_("Contact form: %(subject)s") % {"subject": letter.subject},
            text=_("From: %(name)s <%(email)s>\n\n%(text)s\n")
            % {"name": letter.name or "-", "email": letter.email, "text": letter.text},
            language=settings.LANGUAGE_CODE,
        )


def _copy(letter: Letter) -> OutgoingMail:
    """In the language of the page."""
    return OutgoingMail(
        to=letter.copy_to,
        subject=_("Your message to us: %(subject)s") % {"subject": letter.subject},
        text=_("You have written this to us:\n\n%(text)s\n") % {"text": letter.text},
        language=translation.get_language() or settings.LANGUAGE_CODE,
    )
