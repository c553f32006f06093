"""Two practices on one signalling server, with somebody of every kind in each of them."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import websockets

from videoberatung.signalling.bus import MemberState, RoomChanges
from videoberatung.signalling.limits import Limits
from videoberatung.signalling.tests.loopback import PATIENCE, Browser, Loopback, Message, serving
from videoberatung.signalling.tests.samples import KEY, access_id
from videoberatung.signalling.tickets import pseudonym

PUBLIC_KEY = "key"
LAST_PING = 815


class Practice(Loopback):
    """One of them; everybody in it is called "… of" its name."""

    def __init__(self, house: Loopback, name: str) -> None:
        super().__init__(house.live, house.clock, house.port)
        self.name = name
        self.key, self.room, self.session = (
            pseudonym(KEY, word, name) for word in ("practice", "room", "session")
        )
        self.url = self.address_of(self.key)
        self.people: dict[str, Browser] = {}

    @property
    def ids(self) -> list[str]:
        """All that somebody may know: those of the room and of everybody there."""
        return [self.room, *(browser.peer for browser in self.people.values())]

    def address_of(self, practice: str) -> str:
        return f"ws://127.0.0.1:{self.port}/live/{practice}/"

    def ticket(self, who: str, **changes: Any) -> str:
        own = {"practice": self.key, "room": self.room, "session": self.session}
        return super().ticket(who, **{**own, **changes})

    async def open(self) -> None:
        """One of each kind comes; those who wait are last and learn who reads along."""
        for kind in ("moderator", "admitted", "watching all rooms", "watching some rooms"):
            self.people[kind] = await ARRIVALS[kind](self, "")
        anna = self.people["waiting"] = await self.waiting("")
        _, some, everything = (await anna.hear("readers"))["readers"]
        self.people["watching some rooms"].peer = some["reader"]
        self.people["watching all rooms"].peer = everything["reader"]
        await self.heard()

    async def heard(self) -> dict[str, list[Message]]:
        """What reached anybody here since the last time; empty when nothing did."""
        told = {kind: await browser.heard_until_pong() for kind, browser in self.people.items()}
        return {kind: messages for kind, messages in told.items() if messages}

    def hang_up(self) -> None:
        """Without the closing handshake, which waits for who reads no more."""
        for connection in self._open:
            connection.transport.abort()

    # -- how they come -------------------------------------------------------------------

    async def moderator(self, number: str) -> Browser:
        moderator = await self.enter(f"mod{number} of {self.name}")
        return await self._reading(moderator)

    async def waiting(self, number: str) -> Browser:
        anna = await self.enter(f"anna{number} of {self.name}")
        await anna.say("knock", name="Beispiel Anna", key=PUBLIC_KEY)
        await anna.hear("waiting")
        return anna

    async def admitted(self, number: str) -> Browser:
        bert = await self.waiting(f"{number} inside")
        await self.people["moderator"].say("admit", peer=bert.peer)
        await bert.hear("admitted")
        return bert

    async def watching_all(self, number: str) -> Browser:
        return await self._reading(await self.watch(f"desk{number} of {self.name}"))

    async def watching_some(self, number: str) -> Browser:
        shelf = await self.watch(f"shelf{number} of {self.name}", rooms=(self.room,))
        return await self._reading(shelf)

    async def removed_moderator(self, number: str) -> Browser:
        """With a ticket from before; the socket is not closed yet."""
        person = self._removed_member()
        return await self.show(self.ticket(f"{person}/{number}"))

    async def removed_watcher(self, number: str) -> Browser:
        return await self.watch(f"{self._removed_member()}/{number}")

    async def _reading(self, browser: Browser) -> Browser:
        await browser.say("read", key=PUBLIC_KEY)
        return browser

    def _removed_member(self) -> str:
        person = f"mod removed from {self.name}"
        state = MemberState(
            practice=self.key, access=access_id(person), since=self.clock.now(), present=False
        )
        self.live.apply(RoomChanges(members=(state,)))
        return person


ARRIVALS: dict[str, Callable[[Practice, str], Awaitable[Browser]]] = {
    "waiting": Practice.waiting,
    "admitted": Practice.admitted,
    "moderator": Practice.moderator,
    "watching all rooms": Practice.watching_all,
    "watching some rooms": Practice.watching_some,
    "removed moderator": Practice.removed_moderator,
    "removed watcher": Practice.removed_watcher,
}


@contextlib.asynccontextmanager
async def two_practices() -> AsyncIterator[tuple[Practice, Practice]]:
    """Both with a live room; as many as a test likes may be in one."""
    async with serving(limits=Limits(inside=1000)) as house:
        own, other = Practice(house, "own"), Practice(house, "other")
        for practice in (own, other):
            await practice.open()
        try:
            yield own, other
        finally:
            own.hang_up()
            other.hang_up()


async def answer_to(sender: Browser, message: Message) -> list[Any]:
    """What the sender is told, and code and reason if the socket is closed."""
    told: list[Any] = []
    async with asyncio.timeout(PATIENCE):
        try:
            await sender.socket.send(json.dumps(message))
            await sender.say("ping", n=LAST_PING)
            while (said := json.loads(await sender.socket.recv())) != {"t": "pong", "n": LAST_PING}:
                told.append(said)
        except websockets.ConnectionClosed:
            await sender.closed()
            told.append((sender.socket.close_code, sender.socket.close_reason))
    return told
