"""The confirmation of the public page as a file: signed by us, so that we hand out only ours."""

from datetime import datetime

from django.core import signing
from django.utils.translation import gettext as _

from videoberatung.rights.declared import Declared
from videoberatung.rights.terms import ZONE
from videoberatung.rights.words import facts_of

_SALT = "rights: receipt"


def receipt_of(declared: Declared, received_at: datetime) -> str:
    """The file in plain text, with its name, signed; travels in the page and is stored nowhere."""
    lines = [_("Confirmation of a notice of termination"), ""]
    lines += [f"{word}: {value}" for word, value in facts_of(declared, received_at)]
    name = _("termination") + f"-{received_at.astimezone(ZONE):%Y-%m-%d-%H%M}.txt"
    return signing.dumps({"name": name, "text": "\n".join(lines) + "\n"}, salt=_SALT)


def file_of(receipt: str) -> tuple[str, str]:
    """Name and text. Raises django.core.signing.BadSignature."""
    content = signing.loads(receipt, salt=_SALT)
    return content["name"], content["text"]
