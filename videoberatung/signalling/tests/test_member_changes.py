"""A member of a practice who is removed, or may do other things than before."""

from typing import Any

import pytest

from videoberatung.signalling.bus import MemberState, RoomChanges, RoomState
from videoberatung.signalling.tests.loopback import Loopback, serving
from videoberatung.signalling.tests.samples import PRACTICE, ROOM, access_id

pytestmark = pytest.mark.asyncio

BEFORE, CHANGED = 1000.0, 2000.0


def change(who: str, *, since: float = CHANGED, **rights: Any) -> RoomChanges:
    state = MemberState(practice=PRACTICE, access=access_id(who), since=since, **rights)
    return RoomChanges(members=(state,))


async def test_a_removed_member_is_sent_away_everywhere_and_comes_back_by_no_ticket():
    async with serving() as house:
        moderator, anna = await house.pair()
        desk = await house.watch("mod", since=BEFORE)
        assert await desk.hear("lobby")
        house.live.apply(change("mod", present=False))
        for gone in (moderator, desk):
            assert (await gone.hear("ended"))["why"] == "withdrawn"
            assert await gone.closed() == (1000, "")
        assert (await anna.hear("left"))["peer"] == moderator.peer
        for ticket in (moderator.resume, house.ticket("mod")):
            assert await (await house.show(ticket)).closed() == (1008, "withdrawn")
        again = await house.watch("mod", since=CHANGED)
        assert await again.closed() == (1008, "withdrawn")


async def test_who_may_no_longer_hold_leaves_the_room_and_asks_anew_what_to_watch():
    async with serving() as house:
        moderator = await house.enter("mod")
        desk = await house.watch("mod", since=BEFORE)
        assert await desk.hear("lobby")
        house.live.apply(change("mod", holds=False))
        assert (await moderator.hear("ended"))["why"] == "withdrawn"
        assert await (await house.show(moderator.resume)).closed() == (1008, "withdrawn")
        assert await desk.closed() == (1008, "ticket_expired")
        late = await house.watch("mod", since=BEFORE)
        assert await late.closed() == (1008, "ticket_expired")
        assert await (await house.watch("mod", since=CHANGED)).hear("lobby")


async def test_a_change_that_leaves_the_right_to_hold_disturbs_no_consultation():
    async with serving() as house:
        moderator, anna = await house.pair()
        desk = await house.watch("mod", since=BEFORE)
        house.live.apply(change("mod"))
        assert await desk.closed() == (1008, "ticket_expired")
        assert await moderator.heard_until_pong() == []
        assert await anna.heard_until_pong() == []
        assert await (await house.show(moderator.resume)).hear("welcome")


async def test_saying_it_again_changes_nothing():
    async with serving() as house:
        house.live.apply(change("desk"))
        desk = await house.watch(since=CHANGED)
        assert await desk.hear("lobby")
        house.live.apply(change("desk"))
        assert await desk.heard_until_pong() == []


async def test_an_older_word_that_comes_late_is_passed_over():
    async with serving() as house:
        house.live.apply(change("mod", since=CHANGED))
        moderator = await house.enter("mod")
        house.live.apply(change("mod", since=BEFORE, holds=False))
        house.live.apply(change("mod", since=BEFORE, present=False))
        assert await moderator.heard_until_pong() == []


async def test_other_members_and_other_practices_are_not_meant():
    async with serving() as house:
        moderator, desk = await house.enter("mod"), await house.watch()
        assert await desk.hear("lobby")
        house.live.apply(change("somebody", present=False))
        elsewhere = MemberState(practice="x" * 22, access="y" * 22, since=CHANGED, present=False)
        house.live.apply(RoomChanges(members=(elsewhere,)))
        assert await moderator.heard_until_pong() == []
        assert await desk.heard_until_pong() == []


async def test_what_was_said_counts_for_an_hour():
    async with serving() as house:
        house.live.apply(change("mod", present=False))
        house.clock.ahead = 3599
        house.live.clean()
        assert await (await house.show(house.ticket("mod"))).closed() == (1008, "withdrawn")
        house.clock.ahead = 3601
        house.live.clean()
        # Every ticket of that time has expired by now, and the pages issue no new one.
        assert await house.enter("mod", ends_at=house.clock.now() + 60)


def held_by(house: Loopback, *people: str) -> RoomChanges:
    """All that the planning says of the room, with who may moderate it."""
    moderators = tuple(map(access_id, people))
    state = RoomState(practice=PRACTICE, room=ROOM, ends_at=house.ends_at, moderators=moderators)
    return RoomChanges(rooms=(state,))


async def test_who_hands_a_room_over_leaves_it_and_comes_back_by_no_ticket():
    async with serving() as house:
        moderator, anna = await house.pair()
        house.live.apply(held_by(house, "mod2"))
        assert (await moderator.hear("ended"))["why"] == "withdrawn"
        assert (await anna.hear("left"))["peer"] == moderator.peer
        for ticket in (moderator.resume, house.ticket("mod")):
            assert await (await house.show(ticket)).closed() == (1008, "withdrawn")
        assert await (await house.enter("mod2")).heard_until_pong() == []


async def test_who_stays_beside_is_not_disturbed_by_a_hand_over():
    async with serving() as house:
        moderator, anna = await house.pair()
        house.live.apply(held_by(house, "mod2", "mod"))
        assert await moderator.heard_until_pong() == []
        assert await anna.heard_until_pong() == []


async def test_a_word_that_names_no_moderators_changes_nothing_for_them():
    async with serving() as house:
        moderator, _anna = await house.pair()
        state = RoomState(practice=PRACTICE, room=ROOM, ends_at=house.ends_at)
        house.live.apply(RoomChanges(rooms=(state,)))
        assert await moderator.heard_until_pong() == []
