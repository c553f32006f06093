"""How much one peer may ask of the server.

What is counted belongs to the peer, not to its socket: reconnecting refills nothing.
"""

from dataclasses import dataclass

BAR_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds. The figures are in docs/protocol.md, with the reasons."""

    messages_per_second: float = 40.0
    burst: int = 80
    candidates_per_minute: int = 200
    credentials_per_hour: int = 20
    greeting: float = 5.0  # until `hello`
    # A hidden tab may run its timers once a minute only; dead sockets are found sooner by
    # the ping of the WebSocket protocol, which browsers answer without a timer.
    silence: float = 90.0
    backlog_bytes: int = 192 * 1024  # beside the 64 KiB that the transport holds itself
    peers_per_access: int = 5
    inside: int = 6
    watchers_per_access: int = 10
    readers: int = 50  # of one room, told to each who waits


class Allowance:
    """A token bucket; the caller says what time it is in seconds."""

    __slots__ = ("_burst", "_per_second", "_tokens", "_updated")

    def __init__(self, *, burst: float, per_second: float, now: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._tokens = burst
        self._updated = now

    def take(self, now: float) -> bool:
        """Use one token; False when there is none."""
        tokens = self._tokens
        if now > self._updated:  # a clock set back must not cost tokens
            tokens += (now - self._updated) * self._per_second
        self._updated = now
        if tokens > self._burst:
            tokens = self._burst
        if tokens < 1.0:
            self._tokens = tokens
            return False
        self._tokens = tokens - 1.0
        return True

    def is_full(self, now: float) -> bool:
        """Nothing would be lost by forgetting it."""
        return self._tokens + (now - self._updated) * self._per_second >= self._burst


class Gatekeeper:
    """The allowances of all peers, and who has to wait outside for a moment."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._messages: dict[str, Allowance] = {}
        self._barred_until: dict[str, float] = {}

    def allowance(self, who: str, now: float) -> Allowance:
        """The one bucket of this peer, however often it comes."""
        found = self._messages.get(who)
        if found is None:
            found = self._messages[who] = Allowance(
                burst=self._limits.burst, per_second=self._limits.messages_per_second, now=now
            )
        return found

    def bar(self, who: str, now: float) -> None:
        self._barred_until[who] = now + BAR_SECONDS

    def is_barred(self, who: str, now: float) -> bool:
        return self._barred_until.get(who, now) > now

    def forget_unneeded(self, now: float) -> None:
        """Drop full buckets, which a new one replaces, and bars that are over."""
        self._messages = {
            who: allowance
            for who, allowance in self._messages.items()
            if not allowance.is_full(now)
        }
        self._barred_until = {
            who: until for who, until in self._barred_until.items() if until > now
        }
