"""Writing without waiting: order, limits and closed sockets, with a transport made to measure."""

import asyncio
import json

import pytest

from videoberatung.signalling import server_messages as out
from videoberatung.signalling.connection import Connection
from videoberatung.signalling.limits import Allowance
from videoberatung.signalling.protocol import ClientMessage, Ping, ProtocolError

pytestmark = pytest.mark.asyncio


class Host:
    backlog_bytes = 100

    def steady(self) -> float:
        return 0.0

    def greet(self, connection: Connection, message: ClientMessage) -> "Party":
        return Party()


class Party:
    def __init__(self) -> None:
        self.allowance = Allowance(burst=3, per_second=0, now=0.0)
        self.heard: list[ClientMessage] = []
        self.was_too_fast = False
        self.was_lost = False

    def take(self, message: ClientMessage) -> None:
        if message == Ping(n=13):
            raise ProtocolError
        self.heard.append(message)

    def too_fast(self) -> None:
        self.was_too_fast = True

    def lost(self, connection: Connection) -> None:
        self.was_lost = True


class Transport:
    """Takes what is sent while `writable`, like uvicorn's."""

    def __init__(self) -> None:
        self.sent: list[str | int] = []
        self.writable = asyncio.Event()
        self.writable.set()
        self.error: Exception | None = None
        self.events: asyncio.Queue[dict] = asyncio.Queue()

    async def send(self, event) -> None:
        await self.writable.wait()
        if self.error:
            raise self.error
        self.sent.append(json.loads(event["text"])["n"] if "text" in event else event["reason"])

    def hear(self, *texts: str | None) -> None:
        for text in texts:
            self.events.put_nowait({"type": "websocket.receive", "text": text})


def make() -> tuple[Connection, Transport]:
    transport = Transport()
    return Connection(Host(), transport.send, "practice"), transport


def pings(*numbers: int) -> list[str]:
    return [json.dumps({"t": "ping", "n": number}) for number in numbers]


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_what_fits_is_sent_before_say_returns():
    connection, transport = make()
    connection.say(out.Pong(n=1))
    connection.say(out.Pong(n=2))
    assert transport.sent == [1, 2]


async def test_what_does_not_fit_is_sent_later_and_in_order():
    connection, transport = make()
    transport.writable.clear()
    for number in (1, 2, 3):
        connection.say(out.Pong(n=number))
    await settle()
    assert transport.sent == []
    transport.writable.set()
    await settle()
    assert transport.sent == [1, 2, 3]
    connection.say(out.Pong(n=4))
    assert transport.sent == [1, 2, 3, 4]


async def test_the_last_word_comes_after_what_waits():
    connection, transport = make()
    transport.writable.clear()
    connection.say(out.Pong(n=1))
    connection.dismiss(out.Pong(n=2))
    connection.say(out.Pong(n=3))
    transport.writable.set()
    await settle()
    assert transport.sent == [1, 2, ""]


async def test_a_receiver_that_is_too_slow_is_closed_and_others_do_not_wait():
    connection, transport = make()
    transport.writable.clear()
    for number in range(1000):
        connection.say(out.Pong(n=number))
    assert connection.is_closed
    assert transport.sent == []


async def test_a_backlog_that_was_worked_off_counts_no_more():
    connection, transport = make()
    for _ in range(50):
        transport.writable.clear()
        connection.say(out.Pong(n=1))
        connection.say(out.Pong(n=2))
        transport.writable.set()
        await settle()
    assert not connection.is_closed


@pytest.mark.parametrize("error", [OSError(), RuntimeError()])
async def test_a_socket_that_is_gone_raises_nothing(error):
    connection, transport = make()
    transport.error = error
    connection.say(out.Pong(n=1))
    transport.writable.clear()
    connection.say(out.Pong(n=2))
    transport.writable.set()
    await settle()
    connection.dismiss(None)
    connection.close("protocol")


async def test_our_own_mistakes_are_not_hidden():
    connection, transport = make()
    transport.error = ValueError()
    with pytest.raises(ValueError, match=r"^$"):
        connection.say(out.Pong(n=1))


async def run(connection: Connection, transport: Transport, *texts: str | None) -> None:
    transport.hear(*texts)
    transport.events.put_nowait({"type": "websocket.disconnect", "code": 1006})
    await connection.run(transport.events.get)


async def test_the_party_hears_what_is_said_and_that_the_socket_is_gone():
    connection, transport = make()
    await run(connection, transport, *pings(0, 1, 2))
    assert connection.party.heard == [Ping(n=1), Ping(n=2)]
    assert connection.party.was_lost


@pytest.mark.parametrize("bad", [*pings(13), "nonsense", "", None])
async def test_nothing_is_heard_after_something_broken(bad):
    connection, transport = make()
    await run(connection, transport, *pings(0), bad, *pings(2))
    assert connection.party.heard == []
    assert transport.sent == ["protocol"]
    assert connection.party.was_lost


async def test_who_is_too_fast_is_cut_off():
    connection, transport = make()
    await run(connection, transport, *pings(0, 1, 2, 3, 4, 5))
    assert connection.party.heard == [Ping(n=1), Ping(n=2), Ping(n=3)]
    assert connection.party.was_too_fast
    assert transport.sent == ["too_fast"]


async def test_what_arrives_after_the_end_is_not_heard():
    connection, transport = make()
    transport.hear(*pings(0))
    running = asyncio.create_task(connection.run(transport.events.get))
    await settle()
    connection.dismiss(None)
    transport.hear(*pings(1))
    await running
    assert connection.party.heard == []
    assert connection.party.was_lost


async def test_the_party_hears_of_the_end_even_when_the_server_is_stopped():
    connection, transport = make()
    transport.hear(*pings(0))
    transport.writable.clear()
    running = asyncio.create_task(connection.run(transport.events.get))
    await settle()
    connection.say(out.Pong(n=1))
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await settle()
    assert connection.party.was_lost
    assert len(asyncio.all_tasks()) == 1
