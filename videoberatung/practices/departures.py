"""What a member leaves behind who goes, or who no longer holds consultations.

An app that plans work for members registers what to do with it; a practice decides whether a
colleague takes it over or it is called off. Nothing is ever left without somebody who holds it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from videoberatung.accounts.models import User
from videoberatung.base.errors import RefusedError
from videoberatung.practices.models import Membership

CALL_OFF: Literal["call_off"] = "call_off"
# Who takes it over, or that it is called off; None: nobody has decided.
Decision = Membership | Literal["call_off"] | None


@dataclass(frozen=True)
class Departure:
    """All three act in the caller's transaction; the latter two tell everybody concerned."""

    count: Callable[[Membership, datetime], int]
    hand_over: Callable[[Membership, Membership, User, datetime], None]
    call_off: Callable[[Membership, User, datetime], None]


_departures: list[Departure] = []


def register_departure(departure: Departure) -> None:
    _departures.append(departure)


def planned_count(member: Membership, now: datetime) -> int:
    """How much is planned that only this member holds."""
    return sum(departure.count(member, now) for departure in _departures)


def settle(member: Membership, decision: Decision, *, by: User, now: datetime) -> None:
    """Do what was decided about everything this member holds.

    Raises RefusedError("undecided") when there is something and nobody has decided,
    RefusedError("cannot_take_over") when the colleague does not hold consultations here.
    """
    if planned_count(member, now) == 0:
        return
    if decision is None:
        raise RefusedError("undecided")
    for departure in _departures:
        if isinstance(decision, Membership):
            departure.hand_over(member, _who_takes_over(member, decision), by, now)
        else:
            departure.call_off(member, by, now)


def _who_takes_over(member: Membership, colleague: Membership) -> Membership:
    """The colleague as they are now, not as a page once showed them."""
    others = Membership.objects.holding_consultations().filter(practice=member.practice_id)
    found = others.exclude(id=member.id).filter(id=colleague.id).first()
    if found is None:
        raise RefusedError("cannot_take_over")
    return found
