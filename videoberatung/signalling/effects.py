"""What a room or a lobby wants done; the server does it."""

from typing import NamedTuple

from videoberatung.signalling.server_messages import Gone, Knocking, Note, ServerMessage


class Say(NamedTuple):
    """Send to this peer or watcher, if it has a socket."""

    to: str
    message: ServerMessage


class Dismiss(NamedTuple):
    """Send a last word, if there is one, and close the socket."""

    to: str
    message: ServerMessage | None


class Announce(NamedTuple):
    """For the lobby: who of the practice may see this room is told, or one of them."""

    message: Knocking | Gone | Note
    to: str | None = None  # a watcher; None: all


class TellReaders(NamedTuple):
    """Say who reads along to this peer, or to all who wait."""

    to: str | None = None


Effect = Say | Dismiss | Announce | TellReaders
