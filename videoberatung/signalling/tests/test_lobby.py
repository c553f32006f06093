from videoberatung.signalling import server_messages as out
from videoberatung.signalling.effects import Say
from videoberatung.signalling.lobby import Lobby, Watcher
from videoberatung.signalling.tests.samples import NOW

ANNA = out.Knocking(room="blue", peer="anna", name="Beispiel Anna", since=NOW, second=False)
BERT = out.Knocking(room="red", peer="bert", name="Muster Bert", since=NOW, second=True)


def make_watcher(id: str = "all", *rooms: str) -> Watcher:
    seen = frozenset(rooms) or None
    return Watcher(id=id, access=f"of {id}", browser=f"on {id}", rooms=seen, until=NOW + 3600)


def entries(effects) -> list[str]:
    [(_, state)] = effects
    return [entry.peer for entry in state.waiting]


def test_a_watcher_is_told_who_waits_already():
    lobby = Lobby()
    lobby.take(ANNA)
    lobby.take(BERT)
    assert entries(lobby.watch(make_watcher(), now=NOW)) == ["anna", "bert"]
    lobby.take(out.Gone(room="blue", peer="anna"))
    assert entries(lobby.watch(make_watcher(), now=NOW)) == ["bert"]


def test_knocking_again_makes_no_second_entry():
    lobby = Lobby()
    lobby.take(ANNA)
    lobby.take(ANNA)
    assert entries(lobby.watch(make_watcher(), now=NOW)) == ["anna"]


def test_a_watcher_sees_only_the_rooms_of_the_ticket():
    lobby = Lobby()
    lobby.take(ANNA)
    assert entries(lobby.watch(make_watcher("red only", "red"), now=NOW)) == []
    lobby.watch(make_watcher(), now=NOW)
    assert lobby.take(ANNA) == [Say("all", ANNA)]
    assert lobby.take(BERT) == [Say("red only", BERT), Say("all", BERT)]
    gone = out.Gone(room="blue", peer="anna")
    assert lobby.take(gone) == [Say("all", gone)]


def test_a_watcher_may_write_only_into_rooms_it_sees():
    lobby = Lobby()
    lobby.watch(make_watcher(), now=NOW)
    lobby.watch(make_watcher("red only", "red"), now=NOW)
    lobby.take(ANNA)
    assert lobby.room_of("all", "anna") == "blue"
    assert lobby.room_of("red only", "anna") is None
    assert lobby.room_of("all", "nobody") is None


def test_who_has_left_is_told_nothing():
    lobby = Lobby()
    lobby.watch(make_watcher(), now=NOW)
    assert (len(lobby), lobby.with_access("of all"), lobby.of_browser("on all")) == (1, 1, ["all"])
    lobby.unwatch("all")
    assert (len(lobby), lobby.with_access("of all"), lobby.of_browser("on all")) == (0, 0, [])
    assert lobby.take(ANNA) == []


def test_a_watcher_has_to_show_a_new_ticket_after_a_while():
    lobby = Lobby()
    lobby.watch(make_watcher(), now=NOW)
    assert lobby.expired(NOW + 3599) == []
    assert lobby.expired(NOW + 3600) == ["all"]


def test_a_note_reaches_the_one_watcher_it_is_for_and_only_if_it_sees_the_room():
    lobby = Lobby()
    lobby.watch(make_watcher(), now=NOW)
    lobby.watch(make_watcher("red only", "red"), now=NOW)
    note = out.Note(sender="anna", room="blue", iv="a" * 16, box="sealed")
    assert lobby.take(note, "all") == [Say("all", note)]
    assert lobby.take(note, "red only") == []
    assert lobby.take(note, "nobody") == []


def test_a_watcher_reads_along_in_the_rooms_it_sees_until_it_goes():
    lobby = Lobby()
    for watcher in (make_watcher(), make_watcher("red only", "red"), make_watcher("silent")):
        lobby.watch(watcher, now=NOW)
    lobby.read("all", "one")
    lobby.read("red only", "two")
    of_all, of_red = out.Reader("all", "one"), out.Reader("red only", "two")
    assert lobby.readers("blue") == (of_all,)
    assert lobby.readers("red") == (of_red, of_all)
    assert (lobby.reads("all"), lobby.reads("silent")) == (True, False)
    lobby.unwatch("all")
    assert lobby.readers("blue") == ()
