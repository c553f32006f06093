"""One session of one appointment: who is there, who comes and goes, what time does to it.

Free of sockets, clocks and secrets: methods take the time, tickets and credentials come from
an `Issuer`, and what is to be done comes back as effects. What people may do in a room is in
door.py (between waiting room and room) and order.py (a moderator's means).
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import UNSET, UnsetType

from videoberatung.signalling import server_messages as out
from videoberatung.signalling.effects import Announce, Dismiss, Effect, Say, TellReaders
from videoberatung.signalling.limits import Allowance, Limits
from videoberatung.signalling.members import Issuer, Member, RoomFacts
from videoberatung.signalling.protocol import VERSION, ProtocolError
from videoberatung.signalling.tally import Tally
from videoberatung.signalling.tickets import Ticket
from videoberatung.signalling.turn import RENEW_AFTER_SECONDS

GRACE_SECONDS = 30.0
EMPTY_SECONDS = 5 * 60.0
LATE_SECONDS = 30.0
RESUME_RENEWAL_SECONDS = 10 * 60.0


class Room:
    def __init__(self, facts: RoomFacts, *, issuer: Issuer, limits: Limits) -> None:
        self.facts = facts
        self.limits = limits
        self.tally = Tally()
        self.was_held = False  # somebody was admitted
        self._members: dict[str, Member] = {}
        self._issuer = issuer
        self._had_moderator = False
        self._empty_since: float | None = facts.opened_at

    # -- who is there --------------------------------------------------------------------

    def member(self, peer: str) -> Member:
        """Raises KeyError for who is not in the room."""
        return self._members[peer]

    def find(self, peer: str) -> Member | None:
        return self._members.get(peer)

    def members(self) -> list[Member]:
        return list(self._members.values())

    def with_access(self, access: str) -> list[Member]:
        return [member for member in self._members.values() if member.access == access]

    def inside(self) -> list[Member]:
        return [member for member in self._members.values() if member.inside]

    def waiting(self) -> list[Member]:
        return [member for member in self._members.values() if member.is_waiting]

    @property
    def has_moderator(self) -> bool:
        return any(member.is_moderator for member in self._members.values())

    def require_moderator(self, peer: str) -> None:
        """Raises ProtocolError: our own client never asks for what is not its right."""
        if not self._members[peer].is_moderator:
            raise ProtocolError

    def may_relay(self, sender: str, to: str) -> bool:
        """False: the receiver is not inside. Raises ProtocolError if the sender is not."""
        if not self._members[sender].inside:
            raise ProtocolError
        receiver = self._members.get(to)
        return receiver is not None and receiver.inside and to != sender

    # -- coming --------------------------------------------------------------------------

    def refusal(self, ticket: Ticket, now: float) -> str | None:
        """Why this ticket opens nothing here: a close code of docs/protocol.md, or None."""
        if ticket.access in self.facts.removed:
            return "withdrawn"
        known = self._members.get(ticket.peer)
        stays = (known is not None and known.inside) or ticket.inside
        if now >= self.facts.ends_at and not stays:
            return "over"
        if known is None and len(self.with_access(ticket.access)) >= self.limits.peers_per_access:
            return "too_many"
        return None

    def enter(self, ticket: Ticket, now: float) -> list[Effect]:
        """Let in who shows a ticket without a `refusal`: to the door, or inside again."""
        effects = self._restore(ticket, now)
        known = self._members.get(ticket.peer)
        if known is None:
            return effects + self._arrive(self._new_member(ticket), now)
        was_lost, known.lost_since, known.browser = known.lost_since, None, ticket.browser
        effects.append(Say(known.peer, self._welcome(known, now)))
        if known.inside and was_lost is not None:
            effects += self.to_inside(out.Back(peer=known.peer), but=known.peer)
        return effects

    def _arrive(self, member: Member, now: float) -> list[Effect]:
        is_first_moderator = member.is_moderator and not self.has_moderator
        self._members[member.peer] = member
        self._empty_since = None
        effects: list[Effect] = [Say(member.peer, self._welcome(member, now))]
        if member.inside:
            effects += self.to_inside(
                out.Joined(peer=member.peer, role=member.role), but=member.peer
            )
        if is_first_moderator:
            effects += self._to_waiting(out.Moderator(present=True))
        return effects

    def _restore(self, ticket: Ticket, now: float) -> list[Effect]:
        """Believe a moderator's ticket what a restarted server has forgotten."""
        if ticket.role != "moderator":
            return []
        if not self._had_moderator:
            self._had_moderator = True
            self.facts.locked = ticket.locked
        effects: list[Effect] = []
        for access in ticket.removed:
            if access not in self.facts.removed:
                effects += self.shut_out(access, now)
        return effects

    def _new_member(self, ticket: Ticket) -> Member:
        role: out.Role = "moderator" if ticket.role == "moderator" else "participant"
        self.tally.connections += 1
        self.tally.accesses.add(ticket.access)
        self.was_held = self.was_held or (ticket.inside and role == "participant")
        return Member(
            peer=ticket.peer,
            access=ticket.access,
            browser=ticket.browser,
            role=role,
            inside=ticket.inside or role == "moderator",
        )

    def _welcome(self, member: Member, now: float) -> out.Welcome:
        waiting = self.waiting() if member.is_moderator else []
        return out.Welcome(
            v=VERSION,
            peer=member.peer,
            role=member.role,
            inside=member.inside,
            resume=self.new_resume(member, now),
            ends_at=self.facts.ends_at,
            now=now,
            locked=self.facts.locked,
            moderator=self.has_moderator,
            peers=self.peers_inside(but=member.peer) if member.inside else (),
            waiting=tuple(other.as_waiting(self.facts.room) for other in waiting),
            turn=self.new_turn(member, now) if member.inside else UNSET,
        )

    # -- going ---------------------------------------------------------------------------

    def leave(self, peer: str, now: float) -> list[Effect]:
        return [Dismiss(peer, None), *self.drop(self._members[peer], "left", now)]

    def lost(self, peer: str, now: float) -> list[Effect]:
        """The socket is gone; the place is kept for a moment."""
        member = self._members.get(peer)
        if member is None or member.lost_since is not None:
            return []
        member.lost_since = now
        return self.to_inside(out.Away(peer=peer), but=peer) if member.inside else []

    def part(self, members: Iterable[Member], why: out.EndReason, now: float) -> list[Effect]:
        """The session is over for these, and goes on for the others."""
        effects: list[Effect] = []
        for member in members:
            effects.append(Dismiss(member.peer, out.Ended(why=why)))
            effects += self.drop(member, "removed", now)
        return effects

    def shut_out(self, access: str, now: float) -> list[Effect]:
        """Remove all browsers with this invitation, for the rest of the session."""
        self.facts.removed += (access,)
        effects: list[Effect] = []
        for member in self.with_access(access):
            effects.append(Dismiss(member.peer, out.Removed()))
            effects += self.drop(member, "removed", now)
        return effects

    def drop(self, member: Member, why: out.PartReason, now: float) -> list[Effect]:
        """Forget this member and tell the others."""
        del self._members[member.peer]
        if not self._members:
            self._empty_since = now
        if member.inside:
            effects = self.to_inside(out.Left(peer=member.peer, why=why), but=member.peer)
            if member.is_moderator and not self.has_moderator:
                effects += self._to_waiting(out.Moderator(present=False))
            if member.is_moderator and member.key is not UNSET:
                effects.append(TellReaders())
            return effects
        return self.announce_gone(member) if member.is_waiting else []

    def finish(self, why: out.EndReason, receipt: str) -> list[Effect]:
        """End the session for all and forget everything."""
        ended = out.Ended(why=why, receipt=receipt)
        gone = [out.Gone(room=self.facts.room, peer=member.peer) for member in self.waiting()]
        effects: list[Effect] = [Dismiss(peer, ended) for peer in self._members]
        self._members.clear()
        return effects + [Announce(message) for message in gone]

    # -- time ----------------------------------------------------------------------------

    def plan(self, ends_at: float) -> list[Effect]:
        if ends_at == self.facts.ends_at:
            return []
        self.facts.ends_at = ends_at
        return self.changed()

    def tick(self, now: float) -> list[Effect]:
        """Everything that happens because time has passed; call about once a second."""
        effects: list[Effect] = []
        for member in self.members():
            if member.lost_since is not None and now - member.lost_since >= GRACE_SECONDS:
                effects += self.drop(member, "lost", now)
            elif not member.inside and now >= self.facts.ends_at:
                effects += self.part([member], "over", now)
            elif member.lost_since is None:
                effects += self._renewals(member, now)
        return effects

    def _renewals(self, member: Member, now: float) -> list[Effect]:
        effects: list[Effect] = []
        if now >= member.resume_due:
            effects.append(Say(member.peer, out.Resume(ticket=self.new_resume(member, now))))
        if member.inside and now >= member.turn_due:
            turn = self.new_turn(member, now)
            effects += [] if turn is UNSET else [Say(member.peer, out.NewTurn(turn=turn))]
        return effects

    def fate(self, now: float) -> Literal["lives", "forgotten", "ended"]:
        """An empty room is over if somebody had been admitted; else it may be opened again."""
        if self._empty_since is None or now - self._empty_since < EMPTY_SECONDS:
            return "lives"
        return "ended" if self.was_held else "forgotten"

    def is_overdue(self, now: float) -> bool:
        """Something of it should be gone by now: the clock does not run."""
        past = now - LATE_SECONDS
        waits_still = any(not member.inside for member in self._members.values())
        return self.fate(past) != "lives" or (waits_still and past >= self.facts.ends_at)

    # -- what is handed out --------------------------------------------------------------

    def new_resume(self, member: Member, now: float) -> str:
        member.resume_due = now + RESUME_RENEWAL_SECONDS
        self.tally.tickets += 1
        self.tally.last_ticket_at = now
        return self._issuer.resume(member, self.facts, now)

    def new_turn(self, member: Member, now: float) -> out.Turn | UnsetType:
        """UNSET where there is no relay. Only for who is inside."""
        member.turn_due = now + RENEW_AFTER_SECONDS
        turn = self._issuer.turn(member, self.facts, now)
        if turn is None:
            return UNSET
        self.tally.credentials += 1
        self.tally.last_credentials_at = now
        return turn

    def may_have_turn(self, member: Member, now: float) -> bool:
        """Raises ProtocolError for who is not inside."""
        if not member.inside:
            raise ProtocolError
        if member.credentials is None:
            hourly = self.limits.credentials_per_hour
            member.credentials = Allowance(burst=hourly, per_second=hourly / 3600, now=now)
        return member.credentials.take(now)

    # -- telling -------------------------------------------------------------------------

    def peers_inside(self, *, but: str) -> tuple[out.InsidePeer, ...]:
        return tuple(member.as_inside() for member in self.inside() if member.peer != but)

    def to_inside(self, message: out.ServerMessage, *, but: str) -> list[Effect]:
        return [Say(member.peer, message) for member in self.inside() if member.peer != but]

    def announce(self, message: out.Knocking | out.Gone) -> list[Effect]:
        """To the moderators in the room and to the lobby of the practice."""
        moderators = [member for member in self._members.values() if member.is_moderator]
        return [*(Say(member.peer, message) for member in moderators), Announce(message)]

    def announce_gone(self, member: Member) -> list[Effect]:
        return self.announce(out.Gone(room=self.facts.room, peer=member.peer))

    def changed(self) -> list[Effect]:
        message = out.RoomChanged(locked=self.facts.locked, ends_at=self.facts.ends_at)
        return [Say(peer, message) for peer in self._members]

    def _to_waiting(self, message: out.ServerMessage) -> list[Effect]:
        return [Say(member.peer, message) for member in self.waiting()]
