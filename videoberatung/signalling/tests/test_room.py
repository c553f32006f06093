import pytest
from msgspec import UNSET

from videoberatung.signalling import door, order
from videoberatung.signalling import server_messages as out
from videoberatung.signalling.effects import Say
from videoberatung.signalling.limits import Limits
from videoberatung.signalling.protocol import ProtocolError
from videoberatung.signalling.room import Room
from videoberatung.signalling.tests.samples import (
    ENDS_AT,
    NOW,
    ROOM,
    access_id,
    announced,
    dismissed,
    heard,
    knock,
    make_room,
    make_ticket,
    peer_id,
)
from videoberatung.signalling.tests.scenes import enter, room_with, wait


def welcome(effects, who: str) -> out.Welcome:
    [message] = [m for m in heard(effects, who) if isinstance(m, out.Welcome)]
    return message


def resumed(who: str, **fields):
    return make_ticket(who, kind="resume", **fields)


# -- coming ------------------------------------------------------------------------------


def test_a_moderator_is_inside_at_once_and_sees_who_waits():
    room = make_room()
    wait(room, "anna")
    told = welcome(enter(room, "mod"), "mod")
    assert told.inside
    assert told.turn is not UNSET
    assert [entry.name for entry in told.waiting] == ["Beispiel Anna"]


def test_a_participant_learns_nothing_before_admission():
    room = room_with(inside=("bert",), waiting=("cleo",))
    told = welcome(enter(room, "anna"), "anna")
    assert (told.inside, told.peers, told.waiting, told.turn) == (False, (), (), UNSET)
    assert told.moderator


def test_the_arrival_of_a_participant_disturbs_nobody():
    room = room_with(inside=("bert",), waiting=("cleo",))
    assert len(enter(room, "anna")) == 1


def test_a_second_moderator_is_announced_inside_only():
    room = room_with(inside=("bert",), waiting=("anna",))
    effects = enter(room, "mod2")
    joined = out.Joined(peer=peer_id("mod2"), role="moderator")
    assert heard(effects, "mod") == heard(effects, "bert") == [joined]
    assert heard(effects, "anna") == []


def test_nobody_enters_after_the_planned_end():
    room = make_room()
    assert room.refusal(make_ticket(), ENDS_AT - 1) is None
    assert room.refusal(make_ticket(), ENDS_AT) == "over"
    assert room.refusal(resumed("anna", inside=False), ENDS_AT) == "over"
    assert room.refusal(make_ticket("mod"), ENDS_AT) == "over"


def test_who_is_inside_comes_back_after_the_planned_end():
    room = room_with(inside=("anna",))
    assert room.refusal(make_ticket("anna"), ENDS_AT + 900) is None
    assert make_room().refusal(resumed("anna", inside=True), ENDS_AT + 900) is None


def test_one_invitation_opens_a_few_browsers_only():
    room = make_room(limits=Limits(peers_per_access=2))
    enter(room, "anna")
    enter(room, "anna/phone")
    assert room.refusal(make_ticket("anna/tablet"), NOW) == "too_many"
    assert room.refusal(make_ticket("anna/phone"), NOW) is None
    assert room.refusal(make_ticket("bert"), NOW) is None


# -- coming back -------------------------------------------------------------------------


def test_a_lost_socket_is_told_and_its_return_too():
    room = room_with(inside=("anna", "bert"), waiting=("cleo",))
    away = out.Away(peer=peer_id("anna"))
    assert room.lost(peer_id("anna"), NOW) == [
        Say(peer_id("mod"), away),
        Say(peer_id("bert"), away),
    ]
    effects = room.enter(resumed("anna", inside=True), NOW + 10)
    assert welcome(effects, "anna").inside
    assert heard(effects, "bert") == heard(effects, "mod") == [out.Back(peer=peer_id("anna"))]
    assert heard(effects, "cleo") == []


def test_the_same_browser_with_a_new_ticket_is_still_inside():
    room = room_with(inside=("anna",))
    told = welcome(enter(room, "anna"), "anna")
    assert told.inside
    assert [peer.peer for peer in told.peers] == [peer_id("mod")]


def test_another_browser_with_the_same_link_is_not_inside():
    room = room_with(inside=("anna",))
    assert not welcome(enter(room, "anna/phone"), "anna/phone").inside
    assert room.member(peer_id("anna")).inside


def test_a_lost_peer_is_dropped_after_the_grace_and_not_before():
    room = room_with(inside=("anna", "bert"), waiting=("cleo",))
    room.lost(peer_id("anna"), NOW)
    room.lost(peer_id("cleo"), NOW)
    assert room.tick(NOW + 29.9) == []
    effects = room.tick(NOW + 30)
    assert heard(effects, "bert") == [out.Left(peer=peer_id("anna"), why="lost")]
    assert announced(effects) == [out.Gone(room=ROOM, peer=peer_id("cleo"))]
    assert {member.peer for member in room.members()} == {peer_id("mod"), peer_id("bert")}


def test_who_lost_the_socket_while_waiting_keeps_the_place():
    room = room_with(waiting=("anna",))
    room.lost(peer_id("anna"), NOW)
    room.enter(resumed("anna"), NOW + 20)
    effects = door.knock(room, peer_id("anna"), knock(), now=NOW + 20)
    assert heard(effects, "anna") == [out.Waiting(since=NOW, moderator=True)]


def test_a_restarted_server_believes_the_tickets():
    room = make_room()
    told = welcome(room.enter(resumed("anna", inside=True), NOW), "anna")
    assert told.inside
    effects = room.enter(resumed("mod", inside=True), NOW)
    assert [peer.peer for peer in welcome(effects, "mod").peers] == [peer_id("anna")]
    assert heard(effects, "anna") == [out.Joined(peer=peer_id("mod"), role="moderator")]


def test_a_restarted_server_learns_the_lock_and_the_removed_from_the_moderator():
    room = make_room()
    room.enter(resumed("bert", inside=True), NOW)
    room.enter(resumed("anna", inside=True), NOW)
    ticket = resumed("mod", inside=True, locked=True, removed=(access_id("bert"),))
    effects = room.enter(ticket, NOW)
    assert heard(effects, "bert") == [out.Removed()]
    assert room.facts.locked
    assert room.refusal(resumed("bert", inside=True), NOW) == "withdrawn"
    assert room.member(peer_id("anna")).inside


def test_an_old_ticket_does_not_lock_again_what_was_unlocked():
    room = room_with()
    room.enter(resumed("mod2", inside=True, locked=True), NOW)
    assert not room.facts.locked


def test_a_participant_cannot_lock_by_ticket():
    room = make_room()
    room.enter(resumed("anna", inside=True, locked=True, removed=(access_id("bert"),)), NOW)
    assert (room.facts.locked, room.facts.removed) == (False, ())


# -- inside ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sender", "receiver", "may"),
    [
        ("anna", "mod", True),
        ("mod", "anna", True),
        ("anna", "bert", True),
        ("anna", "cleo", False),
        ("mod", "cleo", False),
        ("anna", "anna", False),
        ("anna", "nobody", False),
    ],
)
def test_messages_go_between_those_inside(sender, receiver, may):
    room = room_with(inside=("anna", "bert"), waiting=("cleo",))
    assert room.may_relay(peer_id(sender), peer_id(receiver)) == may


def test_who_waits_may_send_nothing_to_anybody():
    room = room_with(inside=("anna",), waiting=("cleo",))
    enter(room, "dora")
    for sender in ("cleo", "dora"):
        with pytest.raises(ProtocolError):
            room.may_relay(peer_id(sender), peer_id("anna"))
        with pytest.raises(ProtocolError):
            order.fresh_turn(room, peer_id(sender), now=NOW)


def test_credentials_are_given_to_who_is_inside_but_not_for_ever():
    room = room_with(inside=("anna",))
    for _ in range(20):
        [told] = heard(order.fresh_turn(room, peer_id("anna"), now=NOW), "anna")
        assert isinstance(told, out.NewTurn)
    refused = door.error(peer_id("anna"), "too_many_credentials", "turn")
    assert order.fresh_turn(room, peer_id("anna"), now=NOW) == [refused]
    [other] = heard(order.fresh_turn(room, peer_id("mod"), now=NOW), "mod")
    assert isinstance(other, out.NewTurn)


def test_where_there_is_no_relay_the_peer_is_told():
    room = make_room(has_relay=False)
    enter(room, "mod")
    refused = door.error(peer_id("mod"), "no_relay", "turn")
    assert order.fresh_turn(room, peer_id("mod"), now=NOW) == [refused]


def test_the_removed_is_told_and_stays_out_with_every_browser():
    room = room_with(inside=("anna", "bert"), waiting=("anna/phone",))
    effects = order.remove(room, peer_id("mod"), peer_id("anna"), now=NOW)
    assert heard(effects, "anna") == heard(effects, "anna/phone") == [out.Removed()]
    assert dismissed(effects) == {peer_id("anna"), peer_id("anna/phone")}
    assert heard(effects, "bert") == [out.Left(peer=peer_id("anna"), why="removed")]
    for ticket in (make_ticket("anna"), resumed("anna", inside=True), make_ticket("anna/tablet")):
        assert room.refusal(ticket, NOW) == "withdrawn"
    assert room.refusal(make_ticket("bert"), NOW) is None


def test_the_ticket_of_the_moderator_remembers_who_was_removed():
    room = room_with(inside=("anna",))
    effects = order.remove(room, peer_id("mod"), peer_id("anna"), now=NOW)
    [renewed] = [m.ticket for m in heard(effects, "mod") if isinstance(m, out.Resume)]
    assert access_id("anna") in renewed


@pytest.mark.parametrize("who", ["mod2", "nobody"])
def test_moderators_and_strangers_cannot_be_removed(who):
    room = room_with()
    enter(room, "mod2")
    effects = order.remove(room, peer_id("mod"), peer_id(who), now=NOW)
    assert effects == [door.error(peer_id("mod"), "unknown_peer", "remove")]


def test_nobody_knocks_at_a_locked_room_but_who_waits_already_stays():
    room = room_with(waiting=("anna",))
    effects = order.set_locked(room, peer_id("mod"), locked=True, now=NOW)
    assert out.RoomChanged(locked=True, ends_at=ENDS_AT) in heard(effects, "anna")
    assert wait(room, "bert") == [door.error(peer_id("bert"), "locked", "knock")]
    assert heard(door.knock(room, peer_id("anna"), knock(), now=NOW), "anna")
    order.set_locked(room, peer_id("mod"), locked=False, now=NOW)
    assert heard(wait(room, "bert"), "bert") == [out.Waiting(since=NOW, moderator=True)]


@pytest.mark.parametrize("by", ["bert", "anna"])
def test_nobody_but_a_moderator_removes_locks_or_ends(by):
    room = room_with(inside=("bert",), waiting=("anna",))
    with pytest.raises(ProtocolError):
        order.remove(room, peer_id(by), peer_id("mod"), now=NOW)
    with pytest.raises(ProtocolError):
        order.set_locked(room, peer_id(by), locked=True, now=NOW)
    with pytest.raises(ProtocolError):
        room.require_moderator(peer_id(by))
    room.require_moderator(peer_id("mod"))


# -- going -------------------------------------------------------------------------------


def test_who_leaves_is_gone_at_once():
    room = room_with(inside=("anna", "bert"))
    effects = room.leave(peer_id("anna"), NOW)
    assert dismissed(effects) == {peer_id("anna")}
    left = out.Left(peer=peer_id("anna"), why="left")
    assert heard(effects, "bert") == heard(effects, "mod") == [left]


def test_who_waits_hears_when_the_last_moderator_leaves():
    room = room_with(waiting=("anna",))
    enter(room, "mod2")
    assert heard(room.leave(peer_id("mod"), NOW), "anna") == []
    assert heard(room.leave(peer_id("mod2"), NOW), "anna") == [out.Moderator(present=False)]


def test_the_planned_end_closes_the_waiting_room_and_no_call():
    room = room_with(inside=("anna",), waiting=("bert",))
    enter(room, "cleo")
    assert dismissed(room.tick(ENDS_AT - 0.1)) == set()
    effects = room.tick(ENDS_AT)
    assert heard(effects, "bert") == heard(effects, "cleo") == [out.Ended(why="over")]
    assert dismissed(effects) == {peer_id("bert"), peer_id("cleo")}
    assert room.may_relay(peer_id("anna"), peer_id("mod"))


def test_a_longer_session_keeps_the_waiting_room_open():
    room = room_with(waiting=("anna",))
    told = out.RoomChanged(locked=False, ends_at=ENDS_AT + 900)
    assert told in heard(room.plan(ENDS_AT + 900), "anna")
    assert room.plan(ENDS_AT + 900) == []
    assert dismissed(room.tick(ENDS_AT)) == set()
    assert dismissed(room.tick(ENDS_AT + 900)) == {peer_id("anna")}


def test_the_end_for_all_reaches_everybody_and_leaves_nothing():
    room = room_with(inside=("anna",), waiting=("bert",))
    effects = room.finish("moderator", "receipt")
    ended = out.Ended(why="moderator", receipt="receipt")
    for who in ("mod", "anna", "bert"):
        assert heard(effects, who) == [ended]
    assert announced(effects) == [out.Gone(room=ROOM, peer=peer_id("bert"))]
    assert room.members() == []


def test_a_held_room_is_over_when_it_was_empty_for_five_minutes():
    room = room_with(inside=("anna",))
    room.leave(peer_id("anna"), NOW)
    room.leave(peer_id("mod"), NOW + 100)
    assert room.fate(NOW + 100 + 299) == "lives"
    assert room.fate(NOW + 100 + 300) == "ended"


def test_coming_back_in_time_keeps_the_session():
    room = room_with(inside=("anna",))
    room.leave(peer_id("anna"), NOW)
    room.leave(peer_id("mod"), NOW)
    enter(room, "anna")
    assert room.fate(NOW + 10_000) == "lives"


def test_a_room_where_nobody_was_admitted_is_forgotten_and_not_ended():
    room = room_with(waiting=("anna",))
    room.leave(peer_id("anna"), NOW)
    assert room.fate(NOW + 10_000) == "lives"
    room.leave(peer_id("mod"), NOW)
    assert room.fate(NOW + 300) == "forgotten"


# -- time --------------------------------------------------------------------------------


def renewed(room: Room, now: float) -> dict[str, set[str]]:
    effects = room.tick(now)
    return {who: {type(m).__name__ for m in heard(effects, who)} for who in ("mod", "anna", "bert")}


def test_tickets_and_credentials_are_renewed_before_they_end():
    room = room_with(inside=("anna",), waiting=("bert",))
    room.plan(NOW + 100_000)
    nothing = {"mod": set(), "anna": set(), "bert": set()}
    assert renewed(room, NOW + 599) == nothing
    tickets = {"mod": {"Resume"}, "anna": {"Resume"}, "bert": {"Resume"}}
    assert renewed(room, NOW + 600) == tickets
    assert renewed(room, NOW + 601) == nothing
    both = {"mod": {"Resume", "NewTurn"}, "anna": {"Resume", "NewTurn"}, "bert": {"Resume"}}
    assert renewed(room, NOW + 2880) == both
