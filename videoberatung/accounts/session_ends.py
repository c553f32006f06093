"""Who wants to know that a browser session is over (live rooms do)."""

from collections.abc import Callable

SessionEnded = Callable[[str], None]

_listeners: list[SessionEnded] = []


def register_session_end(listener: SessionEnded) -> None:
    """Call `listener` with the value of APPSESSION when its person has signed out."""
    _listeners.append(listener)


def announce_session_end(session_key: str) -> None:
    for listener in _listeners:
        listener(session_key)
