"""Who asks too much is cut off, and nobody else notices."""

import asyncio
import contextlib
import json
import socket

import pytest
import websockets

from videoberatung.signalling.limits import Limits
from videoberatung.signalling.tests.loopback import ORIGIN, PATIENCE, Browser, Loopback, serving
from videoberatung.signalling.tests.samples import peer_id

pytestmark = pytest.mark.asyncio

BYE = {"k": "bye"}
NO_REFILL = Limits(messages_per_second=0.001)
FLOODERS = 5


async def flood(browser: Browser, kind: str, **fields) -> int:
    """Send as fast as it goes until the server has had enough; returns how many were answered."""
    message = json.dumps({"t": kind, **fields})
    answers = 0

    async def listen() -> None:
        nonlocal answers
        async for _ in browser.socket:
            answers += 1

    listening = asyncio.create_task(listen())
    async with asyncio.timeout(PATIENCE):
        with contextlib.suppress(websockets.ConnectionClosed):
            while True:
                for _ in range(50):
                    await browser.socket.send(message)
                await asyncio.sleep(0)
    with contextlib.suppress(websockets.ConnectionClosed):
        await listening
    return answers


async def talk(sender: Browser, receiver: Browser, times: int) -> int:
    """How many of `times` messages arrive."""
    arrived = 0
    for _ in range(times):
        await sender.say("to", to=receiver.peer, m=BYE)
        await receiver.hear("from")
        arrived += 1
        await asyncio.sleep(0.03)
    return arrived


@pytest.mark.parametrize("wish", [{"kind": "ping", "n": 1}, {"kind": "knock", "name": "Anna"}])
async def test_a_flood_at_the_door_does_not_disturb_a_call(wish):
    async with serving() as house:
        moderator, anna = await house.pair()
        flooders = [await house.enter(f"guest{number}") for number in range(FLOODERS)]
        *answers, arrived = await asyncio.gather(
            *(flood(flooder, **wish) for flooder in flooders), talk(anna, moderator, 40)
        )
        assert arrived == 40
        assert max(answers) <= 100
        assert await house.enter("bert")


async def test_a_flood_inside_the_room_does_not_disturb_a_call():
    async with serving(limits=Limits(inside=10)) as house:
        moderator, anna = await house.pair()
        flooders = [await house.enter(f"guest{n}", kind="resume", inside=True) for n in range(5)]
        *_, arrived = await asyncio.gather(
            *(flood(flooder, "to", to=anna.peer, m=BYE) for flooder in flooders),
            talk(anna, moderator, 40),
        )
        assert arrived == 40
        from_flooders = [m for m in await anna.heard_until_pong() if m["t"] == "from"]
        assert len(from_flooders) <= FLOODERS * 100
        assert await house.enter("bert")


async def test_a_flood_without_a_ticket_is_cut_at_its_first_message():
    async with serving() as house:
        moderator, anna = await house.pair()
        strangers = [Browser("stranger", await house.socket()) for _ in range(FLOODERS)]
        *answers, arrived = await asyncio.gather(
            *(flood(stranger, "ping", n=1) for stranger in strangers), talk(anna, moderator, 20)
        )
        assert (arrived, answers) == (20, [0] * FLOODERS)


async def test_who_was_too_fast_has_to_wait_outside():
    async with serving() as house:
        anna = await house.enter("anna")
        await flood(anna, "ping", n=1)
        again = await house.show(house.ticket("anna"))
        assert await again.closed() == (1008, "barred")
        assert await house.enter("bert")
        house.clock.ahead = 6
        assert await house.enter("anna")


async def test_coming_again_does_not_refill_the_bucket():
    async with serving(limits=NO_REFILL) as house:
        anna = await house.enter("anna")
        for number in range(79):
            await anna.say("ping", n=number)
        assert (await anna.heard_until_pong())[-1]["n"] == 78
        again = await house.enter("anna")
        await again.say("ping", n=1)
        assert await again.closed() == (1008, "too_fast")


async def test_eighty_messages_at_once_are_not_too_many():
    async with serving(limits=NO_REFILL) as house:
        anna = await house.enter("anna")
        for number in range(80):
            await anna.say("ping", n=number)
        for number in range(80):
            assert (await anna.hear("pong"))["n"] == number


async def test_too_many_candidates_are_refused_and_the_rest_goes_on():
    limits = Limits(burst=1000, messages_per_second=1000, candidates_per_minute=3)
    async with serving(limits=limits) as house:
        moderator, anna = await house.pair()
        for _ in range(4):
            await anna.say("to", to=moderator.peer, m={"k": "cand", "e": 1, "c": None})
        refused = {"t": "error", "code": "too_many_candidates", "re": "to"}
        assert await anna.heard_until_pong() == [refused]
        await anna.say("to", to=moderator.peer, m=BYE)
        relayed = [m["m"]["k"] for m in await moderator.heard_until_pong() if m["t"] == "from"]
        assert relayed.count("cand") == 3


# -- a receiver that does not read -------------------------------------------------------

WIDE = Limits(burst=10_000, messages_per_second=10_000)
LARGE = {"k": "sdp", "e": 1, "oid": 1, "d": {"type": "offer", "sdp": "a" * 30_000}}
SMALL_BUFFER = 16 * 1024


async def enter_with_small_buffer(house: Loopback, who: str) -> Browser:
    """Inside, with a socket whose kernel buffer takes little."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
    raw.setblocking(False)
    await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", house.port))
    connection = await websockets.connect(
        house.url, sock=raw, origin=ORIGIN, compression=None, ping_interval=None, max_queue=1
    )
    browser = Browser(who, connection)
    ticket = house.ticket(who, kind="resume", inside=True)
    await browser.say("hello", v=1, ticket=ticket)
    await browser.hear("welcome")
    return browser


@pytest.mark.parametrize("reads", [False, True], ids=["does not read", "reads"])
async def test_a_receiver_who_does_not_read_is_dropped_and_nobody_else(reads):
    async with serving(limits=WIDE, send_buffer=SMALL_BUFFER) as house:
        moderator, anna = await house.pair()
        slow = await enter_with_small_buffer(house, "bert")
        await moderator.hear("joined")
        if not reads:
            slow.socket.transport.pause_reading()
        got = asyncio.create_task(count(slow, until=60)) if reads else None
        sockets = house.live.state()["sockets"]
        for _ in range(60):
            await moderator.say("to", to=slow.peer, m=LARGE)
            assert not [m for m in await moderator.heard_until_pong() if m["t"] != "away"]
        await moderator.say("to", to=anna.peer, m=BYE)
        assert await anna.hear("from")
        if got is None:
            await house.until(lambda: house.live.state()["sockets"] == sockets - 1)
        else:
            assert await got == 60
            assert house.live.state()["sockets"] == sockets
        slow.socket.transport.abort()


async def count(browser: Browser, *, until: int) -> int:
    for _ in range(until):
        assert (await browser.hear("from"))["from"] == peer_id("mod")
    return until
