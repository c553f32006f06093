"""What becomes of places in practices when a person goes, and of a practice that is closed.

Called within the caller's transaction.
"""

from datetime import datetime

from django.db.models.functions import Lower

from videoberatung.practices.announcements import announce
from videoberatung.practices.models import (
    Acceptance,
    BankAccount,
    Logo,
    Membership,
    OpeningHours,
    Practice,
    TeamInvitation,
)
from videoberatung.privacy.holdings import Subject
from videoberatung.trail.services import record

_TEXT = ("street", "postal_code", "city", "phone", "email", "contact_name", "contact_email")
_PRESETS = ("accent", "reminders", "waiting_text")


def has_places(person: Subject) -> bool:
    return Membership.objects.filter(user=person.id).exists()


def has_agreed(person: Subject) -> bool:
    return Acceptance.objects.filter(user=person.id).exists()


def has_bank_account(practice: Subject) -> bool:
    return BankAccount.objects.filter(practice=practice.id).exists()


def leave_practices(person: Subject, now: datetime) -> None:
    """End the places; the rows stay while appointments of the past name them."""
    for place in Membership.objects.current().filter(user=person.id):
        _end(place, now)
        record("member.left", practice=place.practice_id, actor=person.id, subject=place.id)


def forget_who_agreed(person: Subject, _now: datetime) -> None:
    """That the practice agreed stays proved."""
    Acceptance.objects.filter(user=person.id).update(user=None)


def forget_addresses(person: Subject, _now: datetime) -> None:
    """Of invitations to the person, and where they stand as somebody's to turn to."""
    lower = TeamInvitation.objects.alias(lower=Lower("email"))
    lower.filter(lower__in=person.addresses).delete()
    for practice in Practice.objects.filter(memberships__user=person.id).distinct():
        if practice.email.lower() in person.addresses:
            practice.email = ""
        if practice.contact_email.lower() in person.addresses:
            practice.contact_email = practice.contact_name = ""
        practice.save(update_fields=["email", "contact_email", "contact_name"])


def end_all_places(practice: Subject, now: datetime) -> None:
    TeamInvitation.objects.filter(practice=practice.id).delete()
    for place in Membership.objects.current().filter(practice=practice.id):
        _end(place, now)


def _end(place: Membership, now: datetime) -> None:
    """Windows that are open hear of it."""
    place.ended_at = place.changed_at = now
    place.save(update_fields=["ended_at", "changed_at"])
    announce(place)


def blank_the_practice(practice: Subject, _now: datetime) -> None:
    """All but its name, which says who agreed to the contract."""
    row = Practice.objects.get(id=practice.id)
    for name in (*_TEXT, *_PRESETS):
        setattr(row, name, [] if name == "reminders" else "")
    row.save(update_fields=[*_TEXT, *_PRESETS])
    Logo.objects.filter(practice=practice.id).delete()
    OpeningHours.objects.filter(practice=practice.id).delete()


def remove_bank_account(practice: Subject, _now: datetime) -> None:
    BankAccount.objects.filter(practice=practice.id).delete()
