"""What signalling says about itself, wherever it runs."""

from django.conf import settings

from videoberatung.signalling.board import read_board
from videoberatung.signalling.counts import Counts
from videoberatung.signalling.internal import fetch_state


def live_counts() -> Counts | None:
    """Of all live rooms (signalling/counts.py); None where nobody answers."""
    try:
        if settings.VALKEY_URL:
            return read_board(settings.VALKEY_URL)
        return fetch_state(settings.SIGNALLING_SOCKET, settings.SIGNALLING_KEY)
    except OSError:
        return None
