"""Tickets, credentials and receipts, signed with the keys of signalling."""

from videoberatung.signalling.members import Member, RoomFacts
from videoberatung.signalling.receipts import Receipt, sign_receipt
from videoberatung.signalling.server_messages import Turn
from videoberatung.signalling.tickets import RESUME_SECONDS, Ticket, pseudonym, sign
from videoberatung.signalling.turn import TurnConfig, credentials

# A ticket must stay under 4096 characters.
MOST_REMOVED_IN_TICKET = 50


class SigningIssuer:
    def __init__(self, *, key: bytes, turn: TurnConfig | None) -> None:
        self._key = key
        self._turn = turn

    def resume(self, member: Member, facts: RoomFacts, now: float) -> str:
        ticket = Ticket(
            kind="resume",
            practice=facts.practice,
            room=facts.room,
            session=facts.session,
            peer=member.peer,
            access=member.access,
            browser=member.browser,
            role=member.role,
            ends_at=facts.ends_at,
            expires_at=now + RESUME_SECONDS,
            inside=member.inside,
            locked=member.is_moderator and facts.locked,
            removed=facts.removed[-MOST_REMOVED_IN_TICKET:] if member.is_moderator else (),
        )
        return sign(ticket, key=self._key)

    def turn(self, member: Member, facts: RoomFacts, now: float) -> Turn | None:
        if self._turn is None:
            return None
        # Not the peer's id: the relay needs to tell peers apart, not to know them.
        name = pseudonym(self._key, "turn", facts.session, member.peer)[:12]
        return credentials(self._turn, name=name, now=now)

    def receipt(self, receipt: Receipt) -> str:
        return sign_receipt(receipt, key=self._key)
