"""Where the processes of a large installation say how much is live in them.

On Valkey, for a minute: the pages may be on another machine, where no unix socket leads.
"""

import asyncio
import json
import secrets
from typing import Protocol

import structlog

from videoberatung.signalling.counts import Counts, summed

PREFIX = "videoberatung:counts:"
SECONDS_BETWEEN_WORDS = 10.0
SECONDS_VALID = 60

log = structlog.get_logger()


class Counted(Protocol):
    def state(self) -> Counts: ...


async def keep_posting(url: str, live: Counted) -> None:
    """Say it every ten seconds, for ever; a lost connection is taken up again."""
    from redis import RedisError
    from redis.asyncio import Redis

    key = PREFIX + secrets.token_urlsafe(9)
    while True:
        try:
            async with Redis.from_url(url) as client:
                while True:
                    await client.set(key, json.dumps(live.state()), ex=SECONDS_VALID)
                    await asyncio.sleep(SECONDS_BETWEEN_WORDS)
        except (RedisError, OSError) as error:
            log.warning("valkey_lost", error=type(error).__name__)
        await asyncio.sleep(SECONDS_BETWEEN_WORDS)


def read_board(url: str) -> Counts:
    """Of all processes together. Blocking; raises OSError if Valkey or everybody is silent."""
    from redis import Redis, RedisError

    try:
        with Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            words = client.mget(list(client.scan_iter(f"{PREFIX}*")) or [PREFIX])
    except RedisError as error:
        raise ConnectionError from error
    parts = [json.loads(word) for word in words if word]
    if not parts:
        raise ConnectionError
    return summed(parts)
