"""Rows without a name go once nothing points to them any more."""

from datetime import datetime

from django.db import transaction

from videoberatung.accounts.models import User
from videoberatung.practices.models import Membership, Practice
from videoberatung.privacy.references import is_referred_to
from videoberatung.rights.models import PracticeClosing
from videoberatung.rights.terms import proof_ends_at


def remove_empty_rows(now: datetime) -> int:
    """Of people who are gone, and of practices whose proof is needed no longer; how many."""
    places = Membership.objects.filter(user__erased_at__isnull=False, ended_at__isnull=False)
    people = User.objects.filter(erased_at__isnull=False)
    return (
        sum(_remove_practice(closing, now) for closing in PracticeClosing.objects.closed())
        + sum(_remove_if_alone(place) for place in places)
        + sum(_remove_if_alone(person) for person in people)
    )


@transaction.atomic
def _remove_if_alone(row: Membership | User) -> bool:
    if is_referred_to(row):
        return False
    row.delete()
    return True


def _remove_practice(closing: PracticeClosing, now: datetime) -> bool:
    if closing.closed_at is None or now < proof_ends_at(closing.closed_at):
        return False
    return Practice.objects.filter(id=closing.practice_id).delete()[0] > 0
