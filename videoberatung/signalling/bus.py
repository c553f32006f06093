"""How the pages tell signalling what changed in the planning.

In one process a function call, between processes the internal endpoint or Valkey. Messages
carry the whole state of a room and are repeated, so a lost or doubled one does no harm.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

import msgspec
import structlog

CHANNEL = "videoberatung:rooms"
SECONDS_BETWEEN_TRIES = 1.0

log = structlog.get_logger()


class RoomState(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the planning knows of one appointment; ids are pseudonyms (tickets.py)."""

    practice: str
    room: str
    ends_at: float
    session: str = ""  # the one to be entered now; "" if there is nothing to say about it
    cancelled: bool = False
    withdrawn: tuple[str, ...] = ()  # accesses that no longer count
    moderators: tuple[str, ...] | None = None  # accesses that may moderate; None: not said


class MemberState(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a practice knows of one member's rights now; `since` orders what is said of them."""

    practice: str
    access: str
    since: float
    present: bool = True  # belongs to the practice
    holds: bool = True  # may moderate


class RoomChanges(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    rooms: tuple[RoomState, ...] = ()
    signed_out: tuple[str, ...] = ()  # browsers
    gone: tuple[str, ...] = ()  # peers that lost their right to be there
    members: tuple[MemberState, ...] = ()  # whose rights have changed


class TakesChanges(Protocol):
    def apply(self, changes: RoomChanges) -> None: ...


Publisher = Callable[[RoomChanges], None]
_publisher: list[Publisher] = []


def set_publisher(publisher: Publisher) -> None:
    """Called once at the start of a process, before the first `publish`."""
    _publisher[:] = [publisher]


def publish(changes: RoomChanges) -> None:
    """Tell signalling. Never fails the caller: the worker repeats what was lost."""
    if not _publisher:
        log.warning("changes_not_published", reason="no_publisher")
        return
    try:
        _publisher[0](changes)
    except OSError as error:
        log.warning("changes_not_published", error=type(error).__name__)


def write_changes(changes: RoomChanges) -> bytes:
    return msgspec.json.encode(changes)


def read_changes(source: bytes) -> RoomChanges:
    """Raises msgspec.DecodeError for anything else."""
    return msgspec.json.decode(source, type=RoomChanges)


class ValkeyPublisher:
    """Blocking; one connection pool per process. Raises ConnectionError."""

    def __init__(self, url: str) -> None:
        import redis

        self._client: Any = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
        self._broken: type[Exception] = redis.RedisError

    def __call__(self, changes: RoomChanges) -> None:
        try:
            self._client.publish(CHANNEL, write_changes(changes))
        except self._broken as error:
            raise ConnectionError from error


async def listen_valkey(url: str, app: TakesChanges) -> None:
    """Apply what arrives, for ever; a lost connection is taken up again each second."""
    from redis import RedisError
    from redis.asyncio import Redis

    while True:
        try:
            async with Redis.from_url(url) as client, client.pubsub() as subscription:
                await subscription.subscribe(CHANNEL)
                async for message in subscription.listen():
                    if message["type"] == "message":
                        _apply(message["data"], app)
        except (RedisError, OSError) as error:
            log.warning("valkey_lost", error=type(error).__name__)
        await asyncio.sleep(SECONDS_BETWEEN_TRIES)


def _apply(source: bytes, app: TakesChanges) -> None:
    try:
        changes = read_changes(source)
    except msgspec.DecodeError:
        log.warning("changes_not_understood")
        return
    app.apply(changes)
