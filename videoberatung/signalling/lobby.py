"""Who waits in the whole practice, for those of its members who may see it. Pure."""

import msgspec
from msgspec import UNSET, UnsetType

from videoberatung.signalling import server_messages as out
from videoberatung.signalling.effects import Effect, Say


class Watcher(msgspec.Struct, frozen=True):
    """`rooms`: those this member may see; None means all. `until`: when to ask the pages again.

    `key`: with which it reads what those waiting write, once it has said so.
    """

    id: str
    access: str
    browser: str
    rooms: frozenset[str] | None
    until: float
    since: float = 0.0  # what it may see was decided then (tickets.py)
    key: str | UnsetType = UNSET

    def sees(self, room: str) -> bool:
        return self.rooms is None or room in self.rooms


class Lobby:
    def __init__(self) -> None:
        self._watchers: dict[str, Watcher] = {}
        self._waiting: dict[str, out.WaitingPeer] = {}

    def __len__(self) -> int:
        return len(self._watchers)

    def count_waiting(self) -> int:
        return len(self._waiting)

    def watch(self, watcher: Watcher, *, now: float) -> list[Effect]:
        """Tell the newcomer the whole state."""
        self._watchers[watcher.id] = watcher
        seen = tuple(entry for entry in self._waiting.values() if watcher.sees(entry.room))
        return [Say(watcher.id, out.LobbyState(now=now, waiting=seen))]

    def unwatch(self, watcher: str) -> Watcher | None:
        return self._watchers.pop(watcher, None)

    def read(self, watcher: str, key: str) -> Watcher:
        """From now on this watcher reads along."""
        reading = msgspec.structs.replace(self._watchers[watcher], key=key)
        self._watchers[watcher] = reading
        return reading

    def reads(self, watcher: str) -> bool:
        return self._watchers[watcher].key is not UNSET

    def readers(self, room: str) -> tuple[out.Reader, ...]:
        """Who reads what is written in this room, the newest first."""
        return tuple(
            out.Reader(reader=watcher.id, key=watcher.key)
            for watcher in reversed(self._watchers.values())
            if isinstance(watcher.key, str) and watcher.sees(room)
        )

    def with_access(self, access: str) -> int:
        return sum(watcher.access == access for watcher in self._watchers.values())

    def of_member(self, access: str) -> list[Watcher]:
        return [watcher for watcher in self._watchers.values() if watcher.access == access]

    def of_browser(self, browser: str) -> list[str]:
        return [w.id for w in self._watchers.values() if w.browser == browser]

    def expired(self, now: float) -> list[str]:
        return [w.id for w in self._watchers.values() if now >= w.until]

    def take(
        self, message: out.Knocking | out.Gone | out.Note, to: str | None = None
    ) -> list[Effect]:
        """Pass on what a room announces, to those who may see the room, or to one of them."""
        if isinstance(message, out.Knocking):
            self._waiting[message.peer] = out.WaitingPeer(
                room=message.room,
                peer=message.peer,
                name=message.name,
                since=message.since,
                second=message.second,
                key=message.key,
            )
        elif isinstance(message, out.Gone):
            self._waiting.pop(message.peer, None)
        room = message.room
        return [
            Say(watcher.id, message)
            for watcher in self._watchers.values()
            if isinstance(room, str) and watcher.sees(room) and to in (None, watcher.id)
        ]

    def room_of(self, watcher: str, peer: str) -> str | None:
        """The room in which this peer waits, if the watcher may see it."""
        entry = self._waiting.get(peer)
        return entry.room if entry and self._watchers[watcher].sees(entry.room) else None
