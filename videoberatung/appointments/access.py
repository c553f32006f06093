"""The personal link of a participant: made from the row, never stored (base/tokens.py).

The code for typing that says the same is in codes.py.
"""

from django.conf import settings
from django.urls import reverse

from videoberatung.appointments.models import Participant
from videoberatung.base.tokens import is_token_of, row_named_in, token_of

_PURPOSE = "appointments: access link"


def token_for(participant: Participant) -> str:
    """48 characters of base64url. The participant must have a living link."""
    if participant.link_version is None:
        raise ValueError("this participant has no link any more")
    return token_of(participant.id, participant.link_version, purpose=_PURPOSE)


def participant_for(token: str) -> Participant | None:
    """Whom the token was made for, with their appointment; None for anything else.

    Two queries; none for what is not a token at all.
    """
    named = row_named_in(token)
    if named is None:
        return None
    participant = Participant.objects.with_living_link().filter(id=named).first()
    if participant is None or participant.link_version is None:
        return None
    fits = is_token_of(token, participant.id, participant.link_version, purpose=_PURPOSE)
    return participant if fits else None


def link_for(participant: Participant) -> str:
    """The whole address, as it stands in mails."""
    path = reverse("rooms:link", kwargs={"token": token_for(participant)})
    return f"{settings.PUBLIC_URL}{path}"
