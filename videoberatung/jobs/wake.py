"""Tells the worker of the same process that there is something to do."""

import threading

from django.db import transaction

_called = threading.Event()


def wake_on_commit() -> None:
    """The worker looks for work as soon as the caller's transaction is committed.

    Workers in other processes see it with their next look, a second later.
    """
    transaction.on_commit(_called.set)


def wait_for_work(seconds: float) -> bool:
    """Return when called (True), at the latest after `seconds` (False)."""
    is_called = _called.wait(seconds)
    # Before the caller looks into the database: a call from now on is not lost.
    _called.clear()
    return is_called
