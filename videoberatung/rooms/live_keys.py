"""Names that signalling knows things by.

They mean nothing without the key that pages and signalling share: neither a log line nor the
memory of the signalling process leads back to a practice or a person.
"""

from uuid import UUID

from django.conf import settings

from videoberatung.signalling.tickets import pseudonym


def practice_key(practice_id: UUID) -> str:
    return _pseudonym("practice", str(practice_id))


def room_key(appointment_id: UUID) -> str:
    return _pseudonym("room", str(appointment_id))


def session_key(appointment_id: UUID, number: int) -> str:
    return _pseudonym("session", str(appointment_id), str(number))


def participant_access(participant_id: UUID, link_version: int) -> str:
    """The same in each browser that opened this link; a newer link is another access."""
    return _pseudonym("access", str(participant_id), str(link_version))


def member_access(membership_id: UUID) -> str:
    return _pseudonym("access", f"m{membership_id}")


def browser_key(cookie_session: str) -> str:
    """From the value of APPSESSION: signing out ends what this browser had opened."""
    return _pseudonym("browser", cookie_session)


def peer_key(session: str, access: str, browser: str) -> str:
    return _pseudonym("peer", session, access, browser)


def _pseudonym(*parts: str) -> str:
    return pseudonym(settings.SIGNALLING_KEY, *parts)
