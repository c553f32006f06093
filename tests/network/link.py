"""What happens to a packet on its way: pure, time and chance are handed in."""

from dataclasses import dataclass, field
from typing import Literal

UDP = 17
PROTOCOL_BYTE = 9


@dataclass(frozen=True)
class Conditions:
    """One direction of a link. Times in seconds; `bits_per_second` None is without limit."""

    loss: float = 0.0
    delay: float = 0.0
    jitter: float = 0.0
    bits_per_second: float | None = None
    longest_queue: int = 200
    blocked: Literal["nothing", "udp", "everything"] = "nothing"


@dataclass
class Link:
    conditions: Conditions = field(default_factory=Conditions)
    delivered: int = 0
    dropped: int = 0
    waiting: int = 0
    _free_at: float = 0.0

    def arrival(self, packet: bytes, *, now: float, chance: float, shake: float) -> float | None:
        """When the packet comes out at the other end, or None when it is lost.

        `chance` decides about loss and `shake` about jitter, both from 0 to below 1. The caller
        says `delivered_one` when that time has come.
        """
        if self._is_lost(packet, chance):
            self.dropped += 1
            return None
        leaves = now
        if rate := self.conditions.bits_per_second:
            leaves = self._free_at = max(now, self._free_at) + len(packet) * 8 / rate
        self.waiting += 1
        return leaves + self.conditions.delay + self.conditions.jitter * shake

    def _is_lost(self, packet: bytes, chance: float) -> bool:
        blocked = self.conditions.blocked
        return (
            blocked == "everything"
            or (blocked == "udp" and packet[PROTOCOL_BYTE] == UDP)
            or chance < self.conditions.loss
            or self.waiting >= self.conditions.longest_queue
        )

    def delivered_one(self) -> None:
        self.waiting -= 1
        self.delivered += 1
