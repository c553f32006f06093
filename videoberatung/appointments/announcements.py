"""Who wants to know that an appointment has changed (live rooms do).

A listener looks the appointment up and tells the present state, so hearing of one change
twice, or of two changes once, does no harm. A word that was lost is repeated (jobs.py).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from videoberatung.appointments.models import Appointment

Listener = Callable[[UUID], None]

REPEATED_FOR = timedelta(minutes=10)
_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    """Call `listener` with the id of each changed appointment, after the commit."""
    _listeners.append(listener)


def announce(appointment: Appointment) -> None:
    """Tell the listeners once the current transaction is committed.

    A listener that fails (nobody at the other end) fails alone: the change stands.
    """
    appointment_id = appointment.id

    def tell(listener: Listener) -> None:
        # A function of its own: Django asks a callback that failed for its name.
        transaction.on_commit(lambda: listener(appointment_id), robust=True)

    for listener in _listeners:
        tell(listener)


def repeat_changes(now: datetime) -> int:
    """Tell of all changes of the last ten minutes once more; how many there were."""
    changed = list(Appointment.objects.changed_since(now - REPEATED_FOR))
    for appointment in changed:
        announce(appointment)
    return len(changed)
