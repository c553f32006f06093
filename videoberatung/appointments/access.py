"""The personal link of a participant: made from the row, never stored.

The token says who it belongs to and proves it by a MAC over that person and the version of
their link. Raising the version, or setting it to None, makes every earlier link worthless.
"""

import base64
import binascii
import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from videoberatung.appointments.models import Participant

_ID_BYTES = 16
_MAC_BYTES = 20  # 160 bits; together 36 bytes, which base64 spells in one way only
_TOKEN_LENGTH = 48


def token_for(participant: Participant) -> str:
    """48 characters of base64url. The participant must have a living link."""
    if participant.link_version is None:
        raise ValueError("this participant has no link any more")
    mac = _mac(participant.id, participant.link_version)
    return base64.urlsafe_b64encode(participant.id.bytes + mac).decode()


def participant_for(token: str) -> Participant | None:
    """Whom the token was made for, with their appointment; None for anything else.

    One query; none for what is not a token at all.
    """
    raw = _decode(token)
    if raw is None:
        return None
    participant_id, mac = UUID(bytes=raw[:_ID_BYTES]), raw[_ID_BYTES:]
    participant = Participant.objects.with_living_link().filter(id=participant_id).first()
    if participant is None or participant.link_version is None:
        return None
    expected = _mac(participant.id, participant.link_version)
    return participant if hmac.compare_digest(mac, expected) else None


def link_for(participant: Participant) -> str:
    """The whole address, as it stands in mails."""
    path = reverse("rooms:link", kwargs={"token": token_for(participant)})
    return f"{settings.PUBLIC_URL}{path}"


def _decode(token: str) -> bytes | None:
    if len(token) != _TOKEN_LENGTH:
        return None
    try:
        return base64.b64decode(token, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):  # ValueError: not ASCII
        return None


def _mac(participant_id: UUID, version: int) -> bytes:
    message = participant_id.bytes + version.to_bytes(4, "big")
    return hmac.digest(_key(), message, hashlib.sha256)[:_MAC_BYTES]


def _key() -> bytes:
    """For links alone: a MAC made for anything else never fits here."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"appointments: access link", hashlib.sha256)
