import pytest
from msgspec import UNSET

from videoberatung.signalling import door
from videoberatung.signalling import server_messages as out
from videoberatung.signalling.limits import Limits
from videoberatung.signalling.protocol import ProtocolError
from videoberatung.signalling.relayed import Offer, OfferDescription
from videoberatung.signalling.tests.samples import (
    NOW,
    ROOM,
    announced,
    dismissed,
    heard,
    knock,
    make_room,
    peer_id,
)
from videoberatung.signalling.tests.scenes import admit, enter, room_with, wait

OFFER = Offer(e=1, oid=1, d=OfferDescription(type="offer", sdp="v=0"))


def test_who_knocks_waits_and_only_moderators_and_lobby_hear_of_it():
    room = room_with(inside=("bert",), waiting=("cleo",))
    effects = wait(room, "anna")
    knocking = out.Knocking(
        room=ROOM, peer=peer_id("anna"), name="Beispiel Anna", since=NOW, second=False
    )
    assert heard(effects, "anna") == [out.Waiting(since=NOW, moderator=True)]
    assert heard(effects, "mod") == [knocking]
    assert announced(effects) == [knocking]
    assert heard(effects, "bert") == heard(effects, "cleo") == []


def test_who_waits_is_told_that_no_moderator_is_there():
    room = make_room()
    assert heard(wait(room, "anna"), "anna") == [out.Waiting(since=NOW, moderator=False)]
    assert out.Moderator(present=True) in heard(enter(room, "mod"), "anna")


def test_knocking_again_corrects_the_name_and_keeps_the_place():
    room = room_with(waiting=("anna",))
    effects = door.knock(room, peer_id("anna"), knock("Beispiel Anne"), now=NOW + 60)
    assert heard(effects, "anna") == [out.Waiting(since=NOW, moderator=True)]
    [told] = heard(effects, "mod")
    assert (told.name, told.since) == ("Beispiel Anne", NOW)
    assert len(room.waiting()) == 1


def test_a_bad_name_is_refused_and_the_peer_may_try_again():
    room = make_room()
    enter(room, "anna")
    effects = door.knock(room, peer_id("anna"), knock("\u202egnp"), now=NOW)
    assert effects == [door.error(peer_id("anna"), "name_invalid", "knock")]
    assert wait(room, "anna")


def test_the_second_browser_with_one_link_waits_as_such():
    room = room_with(waiting=("anna",))
    [told] = heard(wait(room, "anna/phone"), "mod")
    assert told.second
    assert [member.second for member in room.waiting()] == [False, True]


def test_the_admitted_gets_everything_for_the_call_and_the_offer():
    room = room_with(inside=("bert",), waiting=("anna", "cleo"))
    effects = door.admit(room, peer_id("mod"), peer_id("anna"), OFFER, now=NOW)
    [admitted] = heard(effects, "anna")
    assert (admitted.by, admitted.offer) == (peer_id("mod"), OFFER)
    assert {peer.peer for peer in admitted.peers} == {peer_id("mod"), peer_id("bert")}
    assert admitted.turn.ttl == 3600
    assert "True" in admitted.resume
    joined = out.Joined(peer=peer_id("anna"), role="participant")
    gone = out.Gone(room=ROOM, peer=peer_id("anna"))
    assert heard(effects, "mod") == [joined, gone]
    assert heard(effects, "bert") == [joined]
    assert heard(effects, "cleo") == []
    assert announced(effects) == [gone]


def test_after_the_admission_the_room_has_forgotten_the_name():
    room = room_with(waiting=("anna",))
    admit(room, "anna")
    assert room.member(peer_id("anna")).name == ""


def test_without_a_relay_the_admission_carries_no_credentials():
    room = make_room(has_relay=False)
    enter(room, "mod")
    wait(room, "anna")
    [admitted] = heard(admit(room, "anna"), "anna")
    assert admitted.turn is UNSET


@pytest.mark.parametrize("who", ["nobody", "bert", "cleo", "mod"])
@pytest.mark.parametrize("act", ["admit", "refuse"])
def test_only_who_waits_can_be_let_in_or_sent_away(act, who):
    room = room_with(inside=("bert",))
    enter(room, "cleo")  # has not knocked
    by, peer = peer_id("mod"), peer_id(who)
    effects = (
        door.admit(room, by, peer, OFFER, now=NOW)
        if act == "admit"
        else door.refuse(room, by, peer, now=NOW)
    )
    assert effects == [door.error(by, "not_waiting", act)]


@pytest.mark.parametrize("by", ["bert", "cleo"])
def test_nobody_but_a_moderator_lets_in_or_sends_away(by):
    room = room_with(inside=("bert",), waiting=("anna", "cleo"))
    with pytest.raises(ProtocolError):
        admit(room, "anna", by=by)
    with pytest.raises(ProtocolError):
        admit(room, by, by=by)
    with pytest.raises(ProtocolError):
        door.refuse(room, peer_id(by), peer_id("anna"), now=NOW)
    assert admit(room, "anna")


def test_a_full_room_takes_nobody():
    room = make_room(limits=Limits(inside=2))
    for who in ("mod", "bert"):
        enter(room, who, inside=who == "bert")
    wait(room, "anna")
    assert admit(room, "anna") == [door.error(peer_id("mod"), "full", "admit")]
    room.leave(peer_id("bert"), NOW)
    assert len(admit(room, "anna")) > 1


def test_the_refused_is_told_and_gone():
    room = room_with(waiting=("anna", "cleo"))
    effects = door.refuse(room, peer_id("mod"), peer_id("anna"), now=NOW)
    assert heard(effects, "anna") == [out.Refused()]
    assert dismissed(effects) == {peer_id("anna")}
    assert announced(effects) == [out.Gone(room=ROOM, peer=peer_id("anna"))]
    assert heard(effects, "cleo") == []
    assert room.find(peer_id("anna")) is None


def test_a_knock_that_crossed_with_the_admission_is_dropped():
    room = room_with(inside=("anna",))
    assert door.knock(room, peer_id("anna"), knock(), now=NOW) == []
