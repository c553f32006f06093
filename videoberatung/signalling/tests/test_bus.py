import asyncio
import socket
import subprocess

import pytest

from videoberatung.signalling import bus
from videoberatung.signalling.bus import (
    RoomChanges,
    RoomState,
    ValkeyPublisher,
    listen_valkey,
    publish,
    set_publisher,
)
from videoberatung.signalling.tests.loopback import PATIENCE, serving
from videoberatung.signalling.tests.samples import PRACTICE, ROOM, access_id

CANCELLED = RoomChanges(
    rooms=(RoomState(practice=PRACTICE, room=ROOM, ends_at=0.0, cancelled=True),)
)


@pytest.fixture(autouse=True)
def _no_publisher_is_left_behind():
    before = list(bus._publisher)
    yield
    bus._publisher[:] = before


def test_changes_go_to_the_publisher_of_the_process():
    told: list[RoomChanges] = []
    set_publisher(told.append)
    publish(CANCELLED)
    assert told == [CANCELLED]


def test_a_publisher_that_cannot_reach_anybody_does_not_stop_the_planning():
    def fail(changes: RoomChanges) -> None:
        raise ConnectionError

    set_publisher(fail)
    publish(CANCELLED)
    bus._publisher.clear()
    publish(CANCELLED)


def test_a_mistake_in_a_publisher_is_not_hidden():
    def broken(changes: RoomChanges) -> None:
        raise TypeError

    set_publisher(broken)
    with pytest.raises(TypeError):
        publish(CANCELLED)


def test_changes_survive_the_journey():
    assert bus.read_changes(bus.write_changes(CANCELLED)) == CANCELLED


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


class Valkey:
    """A real server on a free port, without a disk."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def __enter__(self) -> "Valkey":
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._process = subprocess.Popen(
            ["redis-server", *options, "--appendonly", "no"], stdout=subprocess.DEVNULL
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()


def test_a_valkey_that_is_away_is_an_error_that_publish_survives():
    publisher = ValkeyPublisher(f"redis://127.0.0.1:{free_port()}/0")
    with pytest.raises(ConnectionError):
        publisher(CANCELLED)
    set_publisher(publisher)
    publish(CANCELLED)


async def publish_until(heard: asyncio.Task, changes: RoomChanges) -> None:
    """Repeat, as the worker does: the server and the listener may still be starting."""
    async with asyncio.timeout(PATIENCE):
        while not heard.done():
            await asyncio.to_thread(publish, changes)
            await asyncio.wait([heard], timeout=0.1)


@pytest.mark.long
@pytest.mark.asyncio
async def test_changes_reach_the_rooms_over_valkey_also_after_it_was_away():
    state = RoomState(practice=PRACTICE, room=ROOM, ends_at=2e9, withdrawn=(access_id("anna"),))
    valkey = Valkey()
    set_publisher(ValkeyPublisher(valkey.url))
    async with serving() as house:
        anna, bert = await house.enter("anna"), await house.enter("bert")
        listening = asyncio.create_task(listen_valkey(valkey.url, house.live))
        with valkey:
            heard = asyncio.create_task(anna.hear("ended"))
            await publish_until(heard, RoomChanges(rooms=(state,)))
            assert heard.result()["why"] == "withdrawn"
        with valkey:
            heard = asyncio.create_task(bert.hear("ended"))
            await publish_until(heard, CANCELLED)
            assert heard.result()["why"] == "cancelled"
        listening.cancel()
        await asyncio.wait([listening])
