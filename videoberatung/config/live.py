"""Settings of the live part, read without Django."""

from collections.abc import Callable

from videoberatung.config.environment import Environment
from videoberatung.config.keys import derive_key
from videoberatung.signalling.bus import RoomChanges, ValkeyPublisher
from videoberatung.signalling.internal import post_changes
from videoberatung.signalling.server import SignallingConfig
from videoberatung.signalling.turn import TurnConfig


def signalling_key(environment: Environment) -> bytes:
    """The key of tickets: its own when set, so that signalling needs no other secret."""
    own = environment.signalling_key.get_secret_value()
    return derive_key(own or environment.secret_key.get_secret_value(), "live")


def signalling_config(environment: Environment) -> SignallingConfig:
    turn = None
    if environment.turn_urls:
        turn = TurnConfig(
            urls=environment.turn_urls,
            secret=environment.turn_secret.get_secret_value(),
            relay_only=environment.relay_only,
        )
    return SignallingConfig(
        key=signalling_key(environment),
        origins=frozenset(_origins(environment)),
        turn=turn,
    )


def _origins(environment: Environment) -> list[str]:
    """The service's own address; the sample is also reached by the loopback number."""
    own = environment.public_url
    return [own, own.replace("localhost", "127.0.0.1")] if environment.sample else [own]


def publisher_for(environment: Environment) -> Callable[[RoomChanges], None]:
    if environment.valkey_url:
        return ValkeyPublisher(environment.valkey_url)
    socket, key = environment.signalling_socket, signalling_key(environment)
    return lambda changes: post_changes(socket, key, changes)
