"""Who talks to a server under load: the same two people in a room, in three languages.

A person is `waiting` when the server knows them and `talking` when messages reach the other one.
"""

import asyncio
import json
import time
from abc import ABC, abstractmethod
from typing import Any

from benchmarks.signalling.websocket import Socket
from videoberatung.signalling.tickets import Ticket, pseudonym, sign

MESSAGE_BYTES = 200
TICKET_SECONDS = 3600


class Person(ABC):
    def __init__(self, room: int, side: int, port: int) -> None:
        self.room, self.side = room, side
        self.waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.talking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.trips: list[float] = []
        self._message = b""
        self.socket = Socket(self.path(), f"http://localhost:{port}", port)
        self.socket.on_open = self.opened
        self.socket.on_text = self.heard

    @abstractmethod
    def path(self) -> str: ...

    @abstractmethod
    def opened(self) -> None:
        """The socket is open: introduce yourself."""

    @abstractmethod
    def heard(self, text: bytes) -> None: ...

    @abstractmethod
    def wrap(self, body: dict[str, Any]) -> bytes:
        """A message to the other one in the room that carries this body."""

    def say(self) -> None:
        """Send one message of 200 bytes with the time in it."""
        now = f"{time.monotonic():.6f}".encode()
        if not self._message:
            self._message = _of_size(self.wrap, now.decode())
        start = self._message.index(b"a=") + 2
        self.socket.send(self._message[:start] + now + self._message[start + len(now) :])

    def arrived(self, text: bytes) -> None:
        start = text.index(b"a=") + 2
        self.trips.append(time.monotonic() - float(text[start : text.index(b" ", start)]))

    def is_here(self) -> None:
        if not self.waiting.done():
            self.waiting.set_result(None)

    def reaches_the_other(self) -> None:
        self.is_here()
        if not self.talking.done():
            self.talking.set_result(None)


def _of_size(wrap: Any, now: str) -> bytes:
    def message(filling: int) -> bytes:
        sdp = f"a={now} " + "x" * filling
        description = {"type": "offer", "sdp": sdp}
        return bytes(wrap({"k": "sdp", "e": 1, "oid": 1, "d": description}))

    return message(MESSAGE_BYTES - len(message(0)))


class Ours(Person):
    """With everything on: ticket, knock, admission, limits."""

    key = b""

    def path(self) -> str:
        return f"/live/{self._practice}/"

    @property
    def _practice(self) -> str:
        return pseudonym(self.key, "practice", str(self.room // 100))

    def opened(self) -> None:
        self.send(t="hello", v=1, ticket=sign(self._ticket(), key=self.key))

    def _ticket(self) -> Ticket:
        now, number = int(time.time()), f"{self.room}-{self.side}"
        return Ticket(
            kind="enter",
            practice=self._practice,
            room=pseudonym(self.key, "room", str(self.room)),
            session=pseudonym(self.key, "session", str(self.room)),
            peer=pseudonym(self.key, "peer", number),
            access=pseudonym(self.key, "access", number),
            role="participant" if self.side else "moderator",
            browser=pseudonym(self.key, "browser", number),
            ends_at=now + TICKET_SECONDS,
            expires_at=now + 60,
        )

    def send(self, **message: Any) -> None:
        self.socket.send(json.dumps(message, separators=(",", ":")).encode())

    def heard(self, text: bytes) -> None:
        if text.startswith(b'{"t":"from"'):
            self.arrived(text)
            return
        message = json.loads(text)
        match message["t"]:
            case "welcome":
                self._welcomed()
            case "waiting":
                self.is_here()
            case "knocking":
                self.send(t="admit", peer=message["peer"])
            case "joined":
                self.other = message["peer"]
                self.reaches_the_other()
            case "admitted":
                self.other = message["peers"][0]["peer"]
                self.reaches_the_other()
            case "error":
                raise ConnectionError(message["code"])

    def _welcomed(self) -> None:
        if self.side:
            self.send(t="knock", name=f"Person {self.room}")
        else:
            self.is_here()

    def wrap(self, body: dict[str, Any]) -> bytes:
        return json.dumps({"t": "to", "to": self.other, "m": body}, separators=(",", ":")).encode()


class Ws(Person):
    def path(self) -> str:
        return "/"

    @property
    def _name(self) -> str:
        return f"person-{self.room:07}-{self.side:07}"

    @property
    def _other(self) -> str:
        return f"person-{self.room:07}-{1 - self.side:07}"

    def opened(self) -> None:
        self.socket.send(json.dumps({"t": "join", "peer": self._name}).encode())

    def heard(self, text: bytes) -> None:
        if text.startswith(b'{"t":"from"'):
            self.arrived(text)
        else:
            self.reaches_the_other()

    def wrap(self, body: dict[str, Any]) -> bytes:
        message = {"t": "to", "to": self._other, "m": body}
        return json.dumps(message, separators=(",", ":")).encode()


class SocketIo(Ws):
    """Engine.IO 4 over WebSocket alone: 0 open, 2 ping, 3 pong, 40 connect, 42 event."""

    def path(self) -> str:
        return "/socket.io/?EIO=4&transport=websocket"

    def opened(self) -> None:
        pass

    def heard(self, text: bytes) -> None:
        if text.startswith(b'42["from"'):
            self.arrived(text)
        elif text.startswith(b"42"):
            self.reaches_the_other()
        elif text.startswith(b"40"):
            self.socket.send(b"42" + json.dumps(["join", {"peer": self._name}]).encode())
        elif text.startswith(b"0"):
            self.socket.send(b"40")
        elif text == b"2":
            self.socket.send(b"3")

    def wrap(self, body: dict[str, Any]) -> bytes:
        event = ["to", {"to": self._other, "m": body}]
        return b"42" + json.dumps(event, separators=(",", ":")).encode()


LANGUAGES: dict[str, type[Person]] = {"ours": Ours, "ws": Ws, "socket.io": SocketIo}
