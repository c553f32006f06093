"""The reception: what a ticket opens, and why not."""

import secrets
from collections.abc import Callable

import structlog

from videoberatung.signalling.connection import Connection, Party
from videoberatung.signalling.issuing import SigningIssuer
from videoberatung.signalling.limits import Allowance, Gatekeeper, Limits
from videoberatung.signalling.live import LivePractice, LiveRoom
from videoberatung.signalling.lobby import Watcher
from videoberatung.signalling.members import RoomFacts
from videoberatung.signalling.notices import Notices
from videoberatung.signalling.parties import Guest, LobbyWatcher
from videoberatung.signalling.room import Room
from videoberatung.signalling.tickets import Ticket

# After this a watcher shows a new ticket, so that a lost word about its rights heals.
WATCH_SECONDS = 60 * 60

log = structlog.get_logger()


class Reception:
    """Knows the practices that are live in this process."""

    def __init__(
        self,
        *,
        issuer: SigningIssuer,
        limits: Limits,
        now: Callable[[], float],
        steady: Callable[[], float],
    ) -> None:
        self.practices: dict[str, LivePractice] = {}
        self.notices = Notices()
        self.gate = Gatekeeper(limits)
        self._issuer = issuer
        self._limits = limits
        self._now = now
        self._steady = steady

    def receive(self, ticket: Ticket, connection: Connection) -> Party | None:
        """The party of a ticket that counts; None: closed with a reason."""
        who = ticket.peer or f"{ticket.access} {ticket.browser}"
        reason = self._refusal(ticket, connection.practice, who)
        if reason is not None:
            connection.close(reason)
            return None
        if ticket.kind == "watch":
            return self._watch(ticket, connection, who)
        return self._enter(ticket, connection, who)

    def _refusal(self, ticket: Ticket, practice: str, who: str) -> str | None:
        if ticket.practice != practice:
            return "wrong_owner"
        if self.gate.is_barred(who, self._steady()):
            return "barred"
        return self.notices.refusal(ticket)

    def _watch(self, ticket: Ticket, connection: Connection, who: str) -> Party | None:
        practice = self._practice(ticket.practice)
        if practice.lobby.with_access(ticket.access) >= self._limits.watchers_per_access:
            connection.close("too_many")
            return None
        watcher = Watcher(
            # Those who wait are told it: it must say nothing, not even how many there were.
            id=secrets.token_urlsafe(16),
            access=ticket.access,
            browser=ticket.browser,
            rooms=None if ticket.rooms is None else frozenset(ticket.rooms),
            until=self._now() + WATCH_SECONDS,
            since=ticket.since,
        )
        practice.watch(watcher, connection, now=self._now())
        allowance, bar = self._allowance(who)
        return LobbyWatcher(practice, watcher.id, allowance=allowance, bar=bar)

    def _enter(self, ticket: Ticket, connection: Connection, who: str) -> Party | None:
        now = self._now()
        live = self._live_room(ticket, now)
        reason = live.room.refusal(ticket, now)
        if reason is not None:
            connection.close(reason)
            return None
        if ticket.session not in live.practice.rooms:
            live.practice.rooms[ticket.session] = live
            log.info("room_opened", room=ticket.room)
        live.seat(ticket.peer, connection)
        live.perform(live.room.enter(ticket, now))
        allowance, bar = self._allowance(who)
        return Guest(
            live,
            ticket.peer,
            allowance=allowance,
            bar=bar,
            limits=self._limits,
            now=self._now,
        )

    def _allowance(self, who: str) -> tuple[Allowance, Callable[[], None]]:
        """The bucket of this peer and what to do when it runs dry."""

        def bar() -> None:
            self.gate.bar(who, self._steady())
            log.warning("peer_barred", peer=who)

        return self.gate.allowance(who, self._steady()), bar

    def _practice(self, key: str) -> LivePractice:
        found = self.practices.get(key)
        if found is None:
            found = LivePractice(issuer=self._issuer, notices=self.notices)
            self.practices[key] = found
        return found

    def _live_room(self, ticket: Ticket, now: float) -> LiveRoom:
        """The room of this session, or one to be opened."""
        practice = self._practice(ticket.practice)
        live = practice.rooms.get(ticket.session)
        heard = self.notices.ends_at(ticket)
        if live is None:
            facts = RoomFacts(
                practice=ticket.practice,
                room=ticket.room,
                session=ticket.session,
                opened_at=now,
                ends_at=ticket.ends_at if heard is None else heard,
            )
            room = Room(facts, issuer=self._issuer, limits=self._limits)
            return LiveRoom(room, practice)
        if heard is None and ticket.ends_at > live.room.facts.ends_at:
            live.perform(live.room.plan(ticket.ends_at))
        return live
