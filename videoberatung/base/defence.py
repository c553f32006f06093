"""Network addresses that ask too often, and those that are shut out for some minutes.

In the memory of the process, or in Valkey when there are several; never in a database or a
file. Whatever is noted is gone at the latest an hour later (promise 2), by itself.
"""

import time
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

LONGEST_SECONDS = 60 * 60
SLOT_SECONDS = 5 * 60
BLOCK_MINUTES = (5, 15, 60)
MOST_IN_A_SLOT = 2_000
# With Valkey a block counts everywhere after this; a request then costs no question.
SECONDS_BETWEEN_LOOKS = 1.0
_SLOT = "defence:slot:{}"
_BLOCKS = "defence:blocks"
_NOTED = "_refusal_noted"


@dataclass(frozen=True)
class Refused:
    """Of one network (an address, of IPv6 a household) within the last hour.

    Moments are seconds since 1970.
    """

    network: str
    count: int
    first_at: float
    last_at: float


def note_refusal(request: HttpRequest, network: str, now: float) -> None:
    """Once for each request, however often it is refused."""
    if hasattr(request, _NOTED):
        return
    setattr(request, _NOTED, True)
    number = int(now // SLOT_SECONDS)
    slot: dict[str, tuple[int, float, float]] = cache.get(_SLOT.format(number)) or {}
    count, first_at, _last = slot.get(network, (0, now, now))
    if count or len(slot) < MOST_IN_A_SLOT:
        slot[network] = (count + 1, first_at, now)
    # Of two processes at the same moment one may win: a count less is no harm.
    cache.set(_SLOT.format(number), slot, _seconds_left(number, now))


def _seconds_left(slot: int, now: float) -> float:
    """So that what was noted first in a slot is gone within the hour."""
    return max(1.0, slot * SLOT_SECONDS + LONGEST_SECONDS - now)


def refused_lately(now: float) -> list[Refused]:
    """Who was refused most often comes first."""
    newest = int(now // SLOT_SECONDS)
    numbers = range(newest - LONGEST_SECONDS // SLOT_SECONDS, newest + 1)
    slots = cache.get_many([_SLOT.format(number) for number in numbers]).values()
    found: dict[str, Refused] = {}
    for network, (count, first_at, last_at) in (pair for slot in slots for pair in slot.items()):
        known = found.get(network, Refused(network, 0, first_at, last_at))
        found[network] = Refused(
            network,
            known.count + count,
            min(known.first_at, first_at),
            max(known.last_at, last_at),
        )
    return sorted(found.values(), key=lambda one: (-one.count, one.network))


def block(network: str, *, minutes: int, now: float) -> None:
    """Shut this network out; `minutes` is at most 60."""
    seconds = min(minutes * 60, LONGEST_SECONDS)
    _set_blocks(blocked(now) | {network: now + seconds}, now)


def unblock(network: str, *, now: float) -> None:
    blocks = blocked(now)
    blocks.pop(network, None)
    _set_blocks(blocks, now)


def blocked(now: float) -> dict[str, float]:
    """Which networks are shut out, and until when."""
    known: dict[str, float] = cache.get(_BLOCKS) or {}
    return {network: until for network, until in known.items() if until > now}


def _set_blocks(blocks: dict[str, float], now: float) -> None:
    if blocks:
        cache.set(_BLOCKS, blocks, max(blocks.values()) - now)
    else:
        cache.delete(_BLOCKS)
    _seen.looked_at = 0.0


class _Seen:
    """The blocks as this process saw them a moment ago."""

    looked_at = 0.0
    blocks: dict[str, float] = {}


_seen = _Seen()


def is_blocked(network: str, now: float | None = None) -> bool:
    now = time.time() if now is None else now
    if not 0 <= now - _seen.looked_at < SECONDS_BETWEEN_LOOKS:
        _seen.blocks, _seen.looked_at = blocked(now), now
    return _seen.blocks.get(network, 0.0) > now
