import pytest

from videoberatung.signalling import door, notes
from videoberatung.signalling import server_messages as out
from videoberatung.signalling.effects import Announce, TellReaders
from videoberatung.signalling.limits import Limits
from videoberatung.signalling.protocol import Knock, ProtocolError, Read, SendNote
from videoberatung.signalling.room import Room
from videoberatung.signalling.tests.samples import NOW, ROOM, heard, make_room, peer_id
from videoberatung.signalling.tests.scenes import admit, enter, room_with

DESK = out.Reader(reader="desk", key="key of desk")
MOD = out.Reader(reader=peer_id("mod"), key="key of mod")


def sealed_for(receiver: str) -> SendNote:
    return SendNote(to=receiver, iv="a" * 16, box="sealed")


def note_from(sender: str, **more: str) -> out.Note:
    return out.Note(sender=sender, iv="a" * 16, box="sealed", **more)


def wait_with_key(room: Room, who: str) -> None:
    enter(room, who)
    door.knock(room, peer_id(who), Knock(name="Beispiel Anna", key=f"key of {who}"), now=NOW)


def room_that_reads(*, waiting: tuple[str, ...] = ("anna",), inside: tuple[str, ...] = ()) -> Room:
    """The moderator has said its key, and those who wait have one."""
    room = room_with(inside=inside)
    notes.read(room, peer_id("mod"), Read(key="key of mod"))
    for who in waiting:
        wait_with_key(room, who)
    return room


def test_those_who_wait_are_told_when_a_moderator_reads_along():
    room = room_with()
    assert notes.read(room, peer_id("mod"), Read(key="key of mod")) == [TellReaders()]
    wait_with_key(room, "anna")
    wait_with_key(room, "cleo")
    told = out.Readers(room=ROOM, readers=(MOD, DESK))
    effects = notes.readers(room, (DESK,), None)
    assert heard(effects, "anna") == heard(effects, "cleo") == [told]
    assert heard(effects, "mod") == []
    effects = notes.readers(room, (DESK,), peer_id("cleo"))
    assert heard(effects, "cleo") == [told]
    assert len(effects) == 1


def test_who_knocks_is_told_who_reads_along():
    room = make_room()
    enter(room, "anna")
    effects = door.knock(room, peer_id("anna"), Knock(name="Anna", key="key"), now=NOW)
    assert TellReaders(peer_id("anna")) in effects


def test_who_has_no_key_or_is_inside_is_not_told():
    room = room_that_reads(inside=("bert",))
    enter(room, "cleo")
    door.knock(room, peer_id("cleo"), Knock(name="Cleo"), now=NOW)
    effects = notes.readers(room, (DESK,), None)
    assert len(effects) == len(heard(effects, "anna")) == 1


@pytest.mark.parametrize("who", ["anna", "bert"])
def test_nobody_but_a_moderator_reads_along(who):
    room = room_that_reads(inside=("bert",))
    with pytest.raises(ProtocolError):
        notes.read(room, peer_id(who), Read(key="mine"))


def test_a_moderator_who_goes_no_longer_reads():
    room = room_that_reads()
    assert TellReaders() in room.leave(peer_id("mod"), NOW)
    [told] = heard(notes.readers(room, (), None), "anna")
    assert told.readers == ()


def test_the_list_of_readers_has_an_end():
    room = make_room(limits=Limits(readers=2))
    wait_with_key(room, "anna")
    lobby = tuple(out.Reader(reader=f"desk {n}", key="key") for n in range(5))
    [told] = heard(notes.readers(room, lobby, None), "anna")
    assert told.readers == lobby[:2]


def test_a_note_from_the_waiting_room_reaches_the_moderator_it_is_for():
    room = room_that_reads(waiting=("anna", "cleo"), inside=("bert",))
    enter(room, "mod2")
    effects = notes.note(room, peer_id("anna"), sealed_for(peer_id("mod")))
    assert heard(effects, "mod") == [note_from(peer_id("anna"), room=ROOM)]
    assert len(effects) == 1


def test_a_note_for_the_lobby_goes_to_the_one_watcher_it_is_for():
    room = room_that_reads()
    effects = notes.note(room, peer_id("anna"), sealed_for("desk"))
    assert effects == [Announce(note_from(peer_id("anna"), room=ROOM), to="desk")]


@pytest.mark.parametrize("who", ["cleo", "bert", "anna"])
def test_who_waits_cannot_write_to_other_clients(who):
    room = room_that_reads(waiting=("anna", "cleo"), inside=("bert",))
    with pytest.raises(ProtocolError):
        notes.note(room, peer_id("anna"), sealed_for(peer_id(who)))


def test_a_note_to_the_waiting_room_reaches_the_one_it_is_for():
    room = room_that_reads(waiting=("anna", "cleo"), inside=("bert",))
    effects = notes.note(room, peer_id("mod"), sealed_for(peer_id("anna")))
    assert heard(effects, "anna") == [note_from(peer_id("mod"))]
    assert len(effects) == 1


@pytest.mark.parametrize("who", ["nobody", "bert"])
def test_a_note_to_somebody_who_does_not_wait_is_refused(who):
    room = room_that_reads(inside=("bert",))
    effects = notes.note(room, peer_id("mod"), sealed_for(peer_id(who)))
    assert effects == [door.error(peer_id("mod"), "not_waiting", "note")]


def test_a_moderator_without_a_key_cannot_write():
    room = room_with(waiting=("anna",))
    with pytest.raises(ProtocolError):
        notes.note(room, peer_id("mod"), sealed_for(peer_id("anna")))


def test_who_has_not_knocked_cannot_write():
    room = room_that_reads(waiting=())
    enter(room, "anna")
    with pytest.raises(ProtocolError):
        notes.note(room, peer_id("anna"), sealed_for(peer_id("mod")))


def test_a_note_that_crossed_with_the_admission_is_dropped():
    room = room_that_reads()
    admit(room, "anna")
    assert notes.note(room, peer_id("anna"), sealed_for(peer_id("mod"))) == []
