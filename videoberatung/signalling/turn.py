"""Short-lived credentials for the TURN relay.

The relay checks them with a shared secret and knows nobody: draft-uberti-behave-turn-rest-00,
coturn's `use-auth-secret`.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field

from videoberatung.signalling.server_messages import Turn

TURN_SECONDS = 60 * 60
RENEW_AFTER_SECONDS = TURN_SECONDS * 8 // 10


@dataclass(frozen=True, slots=True)
class TurnConfig:
    urls: tuple[str, ...]
    secret: str = field(repr=False)
    relay_only: bool = False


def credentials(config: TurnConfig, *, name: str, now: float) -> Turn:
    """`name` stays the same for one peer: coturn's quota counts what follows the time."""
    username = f"{int(now) + TURN_SECONDS}:{name}"
    # SHA-1 is what the relay asks for; an HMAC needs no collision resistance.
    digest = hmac.digest(config.secret.encode(), username.encode(), hashlib.sha1)
    return Turn(
        urls=config.urls,
        username=username,
        credential=base64.b64encode(digest).decode(),
        ttl=TURN_SECONDS,
        relay_only=config.relay_only,
    )
