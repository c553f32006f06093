"""Whatever people do and in whatever order, these things never happen."""

import contextlib

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec import UNSET

from videoberatung.signalling import door, notes, order
from videoberatung.signalling import server_messages as out
from videoberatung.signalling.effects import Announce, Effect, TellReaders
from videoberatung.signalling.protocol import Knock, ProtocolError, Read, SendNote
from videoberatung.signalling.tests.samples import (
    ENDS_AT,
    NOW,
    make_room,
    make_ticket,
    peer_id,
)

PEOPLE = ("mod", "anna", "anna/phone", "bert", "mod2")
AT_THE_START = PEOPLE[:-1]
WHO = st.sampled_from(PEOPLE)
NAMES = {peer_id(who): who for who in PEOPLE}
# What only those inside, or only moderators, may ever be told.
FOR_INSIDE = out.Admitted | out.Joined | out.Away | out.Back | out.Left | out.From | out.NewTurn
FOR_MODERATORS = out.Knocking | out.Gone


class RoomLife(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.now = NOW
        self.room = make_room()
        self.admitted: set[str] = set()  # peers a moderator has let in, and moderators
        for who in AT_THE_START:
            self.enter(who)
            self.knock(who, "Beispiel Anna")
        self.admit("mod", "bert")

    def see(self, effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, TellReaders):
                self.see(notes.readers(self.room, (), effect.to))
            elif not isinstance(effect, Announce) and effect.message is not None:
                self.check(effect.to, effect.message)

    def check(self, to: str, message: out.ServerMessage) -> None:
        is_moderator = NAMES[to].startswith("mod")
        if isinstance(message, FOR_INSIDE):
            assert to in self.admitted
        if isinstance(message, FOR_MODERATORS):
            assert is_moderator
        if isinstance(message, out.Welcome):
            assert message.inside == (to in self.admitted)
            assert message.inside or (not message.peers and message.turn is UNSET)
            assert is_moderator or not message.waiting
        if isinstance(message, out.Note):
            assert is_moderator != NAMES[message.sender].startswith("mod")
        if isinstance(message, out.Readers):
            assert self.room.member(to).is_waiting
            assert all(NAMES[one.reader].startswith("mod") for one in message.readers)

    def attempt(self, who: str, act) -> None:
        """`who` asks for something over a socket, if there is one."""
        member = self.room.find(peer_id(who))
        if member is None or member.lost_since is not None:
            return
        with contextlib.suppress(ProtocolError):
            self.see(act(peer_id(who)))

    @rule(who=WHO)
    def enter(self, who: str) -> None:
        ticket = make_ticket(who)
        if self.room.refusal(ticket, self.now) is None:
            if who.startswith("mod"):
                self.admitted.add(peer_id(who))
            elif self.room.find(peer_id(who)) is None:
                self.admitted.discard(peer_id(who))
            self.see(self.room.enter(ticket, self.now))

    @rule(who=WHO, name=st.sampled_from(["Anna", "", "\u202e"]))
    def knock(self, who: str, name: str) -> None:
        wish = Knock(name=name, key=f"key-of-{who}")
        self.attempt(who, lambda peer: door.knock(self.room, peer, wish, now=self.now))

    @rule(by=WHO, who=WHO)
    def admit(self, by: str, who: str) -> None:
        waits = (member := self.room.find(peer_id(who))) is not None and member.is_waiting
        if by.startswith("mod") and waits and len(self.room.inside()) < 6:
            self.admitted.add(peer_id(who))
        self.attempt(
            by, lambda peer: door.admit(self.room, peer, peer_id(who), UNSET, now=self.now)
        )
        if member is not None and not member.inside:
            self.admitted.discard(peer_id(who))

    @rule(by=WHO, who=WHO)
    def refuse(self, by: str, who: str) -> None:
        self.attempt(by, lambda peer: door.refuse(self.room, peer, peer_id(who), now=self.now))

    @rule(by=WHO, who=WHO)
    def remove(self, by: str, who: str) -> None:
        self.attempt(by, lambda peer: order.remove(self.room, peer, peer_id(who), now=self.now))

    @rule(by=WHO, locked=st.booleans())
    def lock(self, by: str, locked: bool) -> None:
        self.attempt(
            by, lambda peer: order.set_locked(self.room, peer, locked=locked, now=self.now)
        )

    @rule(who=WHO)
    def read_along(self, who: str) -> None:
        self.attempt(who, lambda peer: notes.read(self.room, peer, Read(key=f"key-of-{who}")))

    @rule()
    def everybody_writes_to_everybody(self) -> None:
        for sender in PEOPLE:
            for to in PEOPLE:
                sealed = SendNote(to=peer_id(to), iv="i", box="b")
                self.attempt(sender, lambda peer, note=sealed: notes.note(self.room, peer, note))

    @rule()
    def everybody_wants_turn(self) -> None:
        for who in PEOPLE:
            self.attempt(who, lambda peer: order.fresh_turn(self.room, peer, now=self.now))

    @rule(who=WHO, whom=WHO)
    def ask_for_what_is_a_moderators(self, who: str, whom: str) -> None:
        if who.startswith("mod") or self.room.find(peer_id(who)) is None:
            return
        room, by, peer = self.room, peer_id(who), peer_id(whom)
        for wish in (
            lambda: door.admit(room, by, peer, UNSET, now=self.now),
            lambda: door.refuse(room, by, peer, now=self.now),
            lambda: order.remove(room, by, peer, now=self.now),
            lambda: order.set_locked(room, by, locked=True, now=self.now),
            lambda: room.require_moderator(by),
        ):
            with pytest.raises(ProtocolError):
                wish()

    @rule(who=WHO)
    def leave(self, who: str) -> None:
        self.attempt(who, lambda peer: self.room.leave(peer, self.now))

    @rule(who=WHO)
    def lose(self, who: str) -> None:
        self.see(self.room.lost(peer_id(who), self.now))

    @rule(seconds=st.sampled_from([1, 20, 31, 700]))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds
        self.see(self.room.tick(self.now))

    @invariant()
    def those_inside_were_admitted(self) -> None:
        for member in self.room.inside():
            assert member.peer in self.admitted
            assert member.name == ""
            assert not member.is_waiting

    @invariant()
    def messages_pass_between_the_admitted_only(self) -> None:
        for sender in self.room.members():
            for receiver in self.room.members():
                try:
                    passes = self.room.may_relay(sender.peer, receiver.peer)
                except ProtocolError:
                    passes = False
                both = {sender.peer, receiver.peer} <= self.admitted
                assert passes == (both and sender is not receiver)

    @invariant()
    def nobody_waits_after_the_end(self) -> None:
        if self.now >= ENDS_AT:
            assert all(m.lost_since is not None or m.inside for m in self.room.members())


RoomLife.TestCase.settings = settings(max_examples=50, stateful_step_count=30, deadline=None)
TestRoomLife = RoomLife.TestCase
