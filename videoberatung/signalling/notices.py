"""What the planning side has said about rooms, kept while a ticket may still contradict it."""

from videoberatung.signalling.bus import MemberState, RoomChanges, RoomState
from videoberatung.signalling.tickets import RESUME_SECONDS, Ticket

# Later than this something is wrong with the clock.
LATE_SECONDS = 120.0


class Notices:
    """Also remembers which sessions have ended, so that no ticket revives one (tombstones)."""

    def __init__(self) -> None:
        self._rooms: dict[str, tuple[RoomState, float]] = {}
        self._browsers: dict[str, float] = {}
        self._peers: dict[str, float] = {}
        self._members: dict[str, tuple[MemberState, float]] = {}
        self._ended: dict[str, float] = {}

    def __len__(self) -> int:
        """The number of tombstones."""
        return len(self._ended)

    def count_old(self, now: float) -> int:
        """What should be forgotten by now (`forget_old` comes every half minute)."""
        timed = (*self._rooms.values(), *self._members.values())
        untils = [until for _, until in timed]
        for moments in (self._browsers, self._peers, self._ended):
            untils += moments.values()
        return sum(until + LATE_SECONDS <= now for until in untils)

    def note(self, changes: RoomChanges, *, now: float) -> None:
        until = now + RESUME_SECONDS
        self._rooms.update({state.room: (state, until) for state in changes.rooms})
        self._browsers.update(dict.fromkeys(changes.signed_out, until))
        self._peers.update(dict.fromkeys(changes.gone, until))
        self._members.update(
            {member.access: (self.newest(member), until) for member in changes.members}
        )

    def bury(self, session: str, *, now: float) -> None:
        self._ended[session] = now + RESUME_SECONDS

    def newest(self, member: MemberState) -> MemberState:
        """This word, or a later one about the same member that came first."""
        known = self._members.get(member.access)
        return known[0] if known and known[0].since > member.since else member

    def ends_at(self, ticket: Ticket) -> float | None:
        """The planned end as last heard of, None if nothing was."""
        known = self._rooms.get(ticket.room)
        return known[0].ends_at if known else None

    def refusal(self, ticket: Ticket) -> str | None:
        """Why this ticket counts no more: a close code of docs/protocol.md, or None."""
        if ticket.session in self._ended:
            return "ended"
        if ticket.browser in self._browsers or ticket.peer in self._peers:
            return "withdrawn"
        return self._refusal_of_member(ticket) or self._refusal_of_room(ticket)

    def _refusal_of_member(self, ticket: Ticket) -> str | None:
        known = self._members.get(ticket.access)
        if known is None:
            return None
        state = known[0]
        if not state.present or (ticket.role == "moderator" and not state.holds):
            return "withdrawn"
        # The pages decide anew what this member sees.
        is_old = ticket.kind == "watch" and ticket.since < state.since
        return "ticket_expired" if is_old else None

    def _refusal_of_room(self, ticket: Ticket) -> str | None:
        known = self._rooms.get(ticket.room)
        if known is None:
            return None
        state = known[0]
        if state.cancelled or (state.session and state.session != ticket.session):
            return "ended"
        is_moderator = ticket.role == "moderator" and state.moderators is not None
        if is_moderator and ticket.access not in (state.moderators or ()):
            return "withdrawn"
        return "withdrawn" if ticket.access in state.withdrawn else None

    def forget_old(self, now: float) -> None:
        self._rooms = {room: kept for room, kept in self._rooms.items() if kept[1] > now}
        self._browsers = {
            browser: until for browser, until in self._browsers.items() if until > now
        }
        self._peers = {peer: until for peer, until in self._peers.items() if until > now}
        self._members = {access: kept for access, kept in self._members.items() if kept[1] > now}
        self._ended = {session: until for session, until in self._ended.items() if until > now}
