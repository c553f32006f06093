"""The typed code of a participant: says what the link says, lives and dies with it.

It is made from the row like the link and stored nowhere. What is stored is a digest under a key
of its own, by which the row is found: who reads the database can make neither code nor link.
"""

import hmac
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from videoberatung.appointments.models import Participant
from videoberatung.appointments.typed_codes import spell
from videoberatung.base.tokens import proof_of

_PURPOSE = "appointments: typed code"
_DIGEST_PURPOSE = b"appointments: digest of the typed code"


def code_for(participant: Participant) -> str:
    """Twelve characters (typed_codes.py). The participant must have a living link."""
    if participant.link_version is None:
        raise ValueError("this participant has no link any more")
    return spell(proof_of(participant.id, participant.link_version, purpose=_PURPOSE))


def digest_for(participant: Participant) -> UUID:
    """What `code_digest` has to be for the present link."""
    return _digest_of(code_for(participant))


def participant_for_code(code: str) -> Participant | None:
    """Whom the code was made for, with their appointment; None for any other. Two queries."""
    found = Participant.objects.with_living_link().filter(code_digest=_digest_of(code)).first()
    # The digest of an earlier link may have stayed behind; its code must not open the new one.
    return found if found and hmac.compare_digest(code_for(found), code) else None


def _digest_of(code: str) -> UUID:
    key = hmac.digest(settings.SECRET_KEY.encode(), _DIGEST_PURPOSE, sha256)
    return UUID(bytes=hmac.digest(key, code.encode(), sha256)[:16])
