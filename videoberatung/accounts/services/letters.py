from datetime import datetime

from django.db import transaction

from videoberatung.accounts.codes import CODE_LIFE
from videoberatung.accounts.models import Letter
from videoberatung.base.sealing import seal
from videoberatung.mail.services import LONGEST_ATTEMPT, queue_mail

LETTER = "accounts.letter"


@transaction.atomic
def write_letter(kind: str, *, to: str, language: str, now: datetime, code: str = "") -> Letter:
    """Have a mail about an account sent; `kind` is one of `letter_words.WORDS`."""
    letter = Letter.objects.create(
        kind=kind,
        address=to,
        language=language,
        sealed_code=seal(code) if code else "",
        expires_at=now + (CODE_LIFE if code else LONGEST_ATTEMPT),
    )
    queue_mail(LETTER, letter.id, until=letter.expires_at)
    return letter


def forget_codes(address: str) -> None:
    """A code that was used is of no use to anybody any more."""
    Letter.objects.with_code().filter(address=address).delete()
