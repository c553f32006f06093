"""Who wants to know that a member's rights have changed, or ended (live rooms do).

A listener looks the membership up and tells the present state, so hearing of one change
twice does no harm. A word that was lost is repeated (jobs.py).
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from videoberatung.practices.models import Membership, Practice

Listener = Callable[[UUID], None]

REPEATED_FOR = timedelta(minutes=10)
_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    """Call `listener` with the id of each changed membership, after the commit."""
    _listeners.append(listener)


def announce(membership: Membership) -> None:
    """Tell the listeners once the current transaction is committed.

    A listener that fails (nobody at the other end) fails alone: the change stands.
    """
    membership_id = membership.id

    def tell(listener: Listener) -> None:
        # A function of its own: Django asks a callback that failed for its name.
        transaction.on_commit(lambda: listener(membership_id), robust=True)

    for listener in _listeners:
        tell(listener)


def announce_members(members: Collection[Membership], *, now: datetime) -> None:
    """What they may do or see has changed: open windows ask again."""
    Membership.objects.filter(id__in=[one.id for one in members]).update(changed_at=now)
    for membership in members:
        announce(membership)


def announce_all_members(practice: Practice, *, now: datetime) -> None:
    """The practice lets its members do more or less: open windows ask again what they may."""
    members = practice.memberships.current()
    members.update(changed_at=now)
    for membership in members:
        announce(membership)


def repeat_changes(now: datetime) -> int:
    """Tell of all changes of the last ten minutes once more; how many there were."""
    changed = list(Membership.objects.changed_since(now - REPEATED_FOR))
    for membership in changed:
        announce(membership)
    return len(changed)
