"""The load, in a process of its own: `load.py LANGUAGE PORT talk ROOMS` or `… wait PEOPLE`.

Prints `ready` when everybody is there. Then each line on its input starts the next thing:
talking evenly, talking in bursts, going. Each kind of talking prints one line of JSON. The key
of tickets is in VIDEOBERATUNG_BENCH_KEY as hexadecimal digits.
"""

import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable

import uvloop

from benchmarks.signalling.people import LANGUAGES, Ours, Person

MESSAGES_PER_SECOND = 30
SECONDS = 10
AT_ONCE = 20
PATIENCE_SECONDS = 30


async def connect(language: type[Person], room: int, side: int, port: int) -> Person:
    person = language(room, side, port)
    loop = asyncio.get_running_loop()
    await loop.create_connection(lambda: person.socket, "127.0.0.1", port)
    await asyncio.wait_for(person.waiting, PATIENCE_SECONDS)
    return person


async def everybody(
    language: type[Person], places: list[tuple[int, int]], port: int
) -> list[Person]:
    """All people at these places, a few connecting at the same time."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(room: int, side: int) -> Person:
        async with gate:
            return await connect(language, room, side, port)

    return await asyncio.gather(*(one(*place) for place in places))


async def talk_evenly(people: list[Person]) -> None:
    """Each person says something 30 times a second, one after the other."""
    pause, start = 1 / (MESSAGES_PER_SECOND * len(people)), time.monotonic()
    for number in range(SECONDS * MESSAGES_PER_SECOND * len(people)):
        ahead = start + number * pause - time.monotonic()
        if ahead > 0:
            await asyncio.sleep(ahead)
        people[number % len(people)].say()


async def talk_in_bursts(people: list[Person]) -> None:
    """The same amount, but once a second everybody says everything at once."""
    start = time.monotonic()
    for second in range(SECONDS):
        await asyncio.sleep(max(0.0, start + second - time.monotonic()))
        for _ in range(MESSAGES_PER_SECOND):
            for person in people:
                person.say()


async def report(people: list[Person], talk: Callable[[list[Person]], Awaitable[None]]) -> None:
    for person in people:
        person.trips.clear()
    await talk(people)
    sent = SECONDS * MESSAGES_PER_SECOND * len(people)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while sum(len(person.trips) for person in people) < sent and time.monotonic() < deadline:
        await asyncio.sleep(0.1)
    trips = sorted(trip for person in people for trip in person.trips)
    p95_ms = statistics.quantiles(trips, n=20)[-1] * 1000
    print(json.dumps({"sent": sent, "received": len(trips), "p95_ms": p95_ms}), flush=True)


async def when_told() -> None:
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)


async def main(name: str, port: int, what: str, count: int) -> None:
    Ours.key = bytes.fromhex(os.environ.get("VIDEOBERATUNG_BENCH_KEY", ""))
    language = LANGUAGES[name]
    asyncio.get_running_loop().set_exception_handler(give_up)
    if what == "wait":
        people = await everybody(language, [(room, 1) for room in range(count)], port)
        print("ready", flush=True)
        await when_told()
    else:
        moderators = await everybody(language, [(room, 0) for room in range(count)], port)
        people = moderators + await everybody(language, [(r, 1) for r in range(count)], port)
        await asyncio.gather(*(person.talking for person in people))
        print("ready", flush=True)
        await when_told()
        await report(people, talk_evenly)
        await when_told()
        await report(people, talk_in_bursts)
        await when_told()
    for person in people:
        person.socket.close()


def give_up(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """A figure with a broken connection in it is none."""
    print(repr(context.get("exception") or context.get("message")), file=sys.stderr, flush=True)
    os._exit(1)


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
