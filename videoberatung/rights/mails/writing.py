"""One shape for all mails of this app: sentences, facts, one way on."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string

from videoberatung.mail.outgoing import OutgoingMail


@dataclass(frozen=True)
class Text:
    """Already in the reader's language."""

    subject: str
    greeting: str
    sentences: list[str]
    facts: list[tuple[str, str]] = field(default_factory=list)
    way: str = ""
    link: str = ""
    # After the button.
    more: list[str] = field(default_factory=list)


def written(text: Text, *, to: str, language: str) -> OutgoingMail:
    context = {"text": text}
    return OutgoingMail(
        to=to,
        subject=text.subject,
        text=render_to_string("rights/mails/mail.txt", context),
        html=render_to_string("rights/mails/mail.html", context),
        language=language,
    )
