"""What passes the server, and that a broken mechanism shows (promises 15, 16, 18)."""

from copy import deepcopy
from pathlib import Path

import msgspec
import pytest
from pytest_django import Settings

from videoberatung.privacy.promises import PROMISES
from videoberatung.signalling import protocol
from videoberatung.signalling import server_messages as out
from videoberatung.signalling.room import Room
from videoberatung.signalling.tests.samples import NOW


def state(number: int) -> str:
    check = PROMISES[number - 1].check
    assert check is not None
    return check(None if number != 16 else _Moment()).state


class _Moment:
    def timestamp(self) -> float:
        return NOW


@pytest.mark.promise(15)
@pytest.mark.promise(18)
@pytest.mark.parametrize("number", [15, 18])
def test_what_is_built_keeps_the_promise(number: int):
    assert state(number) == "kept"


@pytest.mark.promise(16)
def test_with_a_code_to_compare_nobody_can_listen_unnoticed(script: Path):
    assert state(16) == "kept"


@pytest.mark.breaks(15)
@pytest.mark.breaks(18)
@pytest.mark.parametrize("number", [15, 16, 18])
def test_a_server_that_takes_anything_is_noticed(
    number: int, script: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(protocol, "_decoder", msgspec.json.Decoder(dict))
    assert state(number) == "broken"


@pytest.mark.breaks(15)
def test_a_server_that_takes_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(protocol, "_decoder", msgspec.json.Decoder(protocol.Hello))
    assert state(15) == "broken"


@pytest.mark.breaks(15)
@pytest.mark.parametrize("source", ["https://other.example", "wss:", "*"])
def test_a_page_that_may_send_to_others_is_noticed(settings: Settings, source: str):
    policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"]["connect-src"].append(source)
    settings.CONTENT_SECURITY_POLICY = policy
    assert state(15) == "broken"


@pytest.mark.breaks(16)
def test_a_relay_for_who_waits_is_noticed(script: Path, monkeypatch: pytest.MonkeyPatch):
    def welcome(room: Room, member, now: float) -> out.Welcome:
        told = original(room, member, now)
        told.turn = room.new_turn(member, now)
        return told

    original = Room._welcome
    monkeypatch.setattr(Room, "_welcome", welcome)
    assert state(16) == "broken"


@pytest.mark.breaks(16)
def test_scripts_without_a_code_to_compare_are_noticed(script: Path):
    script.write_text("new RTCPeerConnection()")
    assert state(16) == "broken"


@pytest.mark.breaks(18)
@pytest.mark.parametrize("word", ["indexedDB.open(1)", "caches.open(1)"])
def test_a_script_with_a_store_is_noticed(script: Path, word: str):
    script.write_text(word)
    assert state(18) == "broken"


@pytest.mark.parametrize("number", [16, 18])
def test_without_scripts_nobody_says_kept(script: Path, number: int):
    script.unlink()
    assert state(number) == "unchecked"
