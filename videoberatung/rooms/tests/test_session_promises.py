"""What is said of live sessions, and that a broken mechanism shows (promises 12, 13, 21)."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from videoberatung.rooms.live_counts import live_counts
from videoberatung.rooms.session_checks import (
    check_names_at_the_door,
    check_sessions_live_in_memory,
    check_the_end_of_a_session,
)
from videoberatung.rooms.tests.live import answering
from videoberatung.signalling import door
from videoberatung.signalling.issuing import SigningIssuer
from videoberatung.signalling.limits import Limits
from videoberatung.signalling.live import LivePractice, LiveRoom
from videoberatung.signalling.members import Member, RoomFacts
from videoberatung.signalling.notices import Notices
from videoberatung.signalling.receipts import sign_receipt
from videoberatung.signalling.room import Room
from videoberatung.signalling.server import Signalling
from videoberatung.signalling.tests.samples import PlainIssuer, knock, make_ticket, peer_id

HOUR = 60 * 60


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def live(settings: Settings, tmp_path: Path) -> Iterator[Signalling]:
    settings.SIGNALLING_SOCKET = tmp_path / "inside.sock"
    with answering(settings.SIGNALLING_SOCKET, settings.SIGNALLING_KEY) as running:
        yield running


def somebody_waits(live: Signalling, moment: float) -> LiveRoom:
    """In a room planned for half an hour."""
    practice = LivePractice(
        issuer=SigningIssuer(key=live.config.key, turn=None), notices=live._reception.notices
    )
    facts = RoomFacts(
        practice="p", room="r", session="s", opened_at=moment, ends_at=moment + HOUR / 2
    )
    room = LiveRoom(Room(facts, issuer=PlainIssuer(), limits=Limits()), practice)
    live._reception.practices["p"] = practice
    practice.rooms["s"] = room
    room.perform(room.room.enter(make_ticket("anna"), moment))
    room.perform(door.knock(room.room, peer_id("anna"), knock(), now=moment))
    return room


@pytest.mark.promise(13)
def test_what_is_live_is_counted(live: Signalling):
    assert check_sessions_live_in_memory(now()).state == "kept"
    somebody_waits(live, time.time())
    counts = live_counts()
    assert counts is not None
    assert (counts["rooms"], counts["names"], counts["lobby"]) == (1, 1, 1)
    assert check_sessions_live_in_memory(now()).state == "kept"
    assert check_names_at_the_door(now()).state == "kept"


def test_rooms_that_do_not_answer_are_not_called_kept():
    assert live_counts() is None
    assert check_sessions_live_in_memory(now()).state == "unchecked"
    assert check_names_at_the_door(now()).state == "unchecked"


@pytest.mark.breaks(13)
def test_a_clock_that_stands_still_is_noticed(live: Signalling):
    somebody_waits(live, time.time() - HOUR)
    assert check_sessions_live_in_memory(now()).state == "broken"
    live.tick()
    assert check_sessions_live_in_memory(now()).state == "kept"


@pytest.mark.breaks(13)
def test_words_that_are_never_forgotten_are_noticed(live: Signalling):
    live._reception.notices.bury("s", now=time.time() - 2 * HOUR)
    assert check_sessions_live_in_memory(now()).state == "broken"
    assert check_the_end_of_a_session(now()).state == "broken"
    live.clean()
    assert check_sessions_live_in_memory(now()).state == "kept"


@pytest.mark.breaks(13)
@pytest.mark.parametrize("backend", ["filebased.FileBasedCache", "db.DatabaseCache"])
def test_a_cache_on_the_disk_is_noticed(settings: Settings, live: Signalling, backend: str):
    settings.CACHES = {
        "default": {"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": "x"}
    }
    assert check_sessions_live_in_memory(now()).state == "broken"


@pytest.mark.breaks(12)
def test_a_name_that_outlasts_the_admission_is_noticed(
    live: Signalling, monkeypatch: pytest.MonkeyPatch
):
    assert check_names_at_the_door(now()).state == "kept"
    monkeypatch.setattr(Member, "forget_knock", lambda member: setattr(member, "since", None))
    assert check_names_at_the_door(now()).state == "broken"


@pytest.mark.breaks(12)
def test_a_name_of_somebody_who_does_not_wait_is_noticed(live: Signalling):
    room = somebody_waits(live, time.time())
    room.room.member(peer_id("anna")).since = None
    assert check_names_at_the_door(now()).state == "broken"


@pytest.mark.promise(21)
def test_a_session_played_through_leaves_nothing_and_a_receipt():
    finding = check_the_end_of_a_session(now())
    assert finding.state == "kept"
    assert "6" in finding.evidence


def _bury_nothing(*_given, **_more) -> None:
    pass


BREAKS = {
    "the session can be revived": (Notices, "bury", _bury_nothing),
    "people stay in the room": (Room, "finish", lambda *_given: []),
    "no receipt": (SigningIssuer, "receipt", lambda *_given: ""),
    "a receipt of nobody": (SigningIssuer, "receipt", lambda _i, it: sign_receipt(it, key=b"x")),
}


@pytest.mark.breaks(21)
@pytest.mark.parametrize(("owner", "name", "instead"), BREAKS.values(), ids=BREAKS)
def test_an_end_that_does_not_end_is_noticed(
    monkeypatch: pytest.MonkeyPatch, owner: type, name: str, instead
):
    monkeypatch.setattr(owner, name, instead)
    assert check_the_end_of_a_session(now()).state == "broken"
