"""Roles given and taken, and who stays."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from videoberatung.appointments.models import Appointment
from videoberatung.appointments.tests.factories import make_appointment, make_participant
from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.departures import CALL_OFF, Decision
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Role
from videoberatung.practices.services.team import change_member, leave_practice, remove_member
from videoberatung.practices.tests.factories import make_member, make_practice
from videoberatung.trail.models import Entry

several_writers = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="tests' SQLite lives in memory: one writer, no waiting"
)


def change(member: Membership, role: Role, *, by: Membership, planned: Decision = None):
    return change_member(
        member,
        role=role,
        holds_consultations=False,
        planned=planned,
        by=by,
        now=timezone.now(),
    )


def remove(member: Membership, *, by: Membership, planned: Decision = None) -> None:
    remove_member(member, planned=planned, by=by, now=timezone.now())


def is_current(member: Membership) -> bool:
    return Membership.objects.current().filter(id=member.id).exists()


@pytest.mark.django_db
def test_an_owner_gives_another_role_and_it_is_kept_who_did_it():
    owner = make_member(role=Role.OWNER)
    organiser = make_member(owner.practice, Role.ORGANISER)
    before = organiser.changed_at
    assert change(organiser, Role.PROVIDER, by=owner).holds_consultations
    organiser.refresh_from_db()
    assert organiser.role == Role.PROVIDER
    assert organiser.changed_at > before
    entry = Entry.objects.get(action="member.changed")
    assert (entry.actor, entry.subject) == (owner.user_id, organiser.id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by", "role", "new", "code"),
    [
        (Role.ADMINISTRATOR, Role.ORGANISER, Role.OWNER, "role_not_yours"),
        (Role.ADMINISTRATOR, Role.OWNER, Role.ORGANISER, "role_not_yours"),
        (Role.PROVIDER, Role.ORGANISER, Role.PROVIDER, "role_not_yours"),
        (Role.ORGANISER, Role.PROVIDER, Role.ORGANISER, "role_not_yours"),
    ],
)
def test_nobody_gives_or_takes_a_role_above_the_own_right(
    by: Role, role: Role, new: Role, code: str
):
    practice = make_practice()
    actor, member = make_member(practice, by), make_member(practice, role)
    with pytest.raises(RefusedError, match=code):
        change(member, new, by=actor)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "code"), [(Role.OWNER, "role_not_yours"), (Role.PROVIDER, "not_yourself")]
)
def test_an_administrator_does_not_raise_themselves(role: Role, code: str):
    administrator = make_member(role=Role.ADMINISTRATOR)
    with pytest.raises(RefusedError, match=code):
        change(administrator, role, by=administrator)


@pytest.mark.django_db
def test_the_last_owner_is_neither_demoted_nor_removed_and_does_not_leave():
    owner = make_member(role=Role.OWNER)
    for refused in (
        lambda: change(owner, Role.ORGANISER, by=owner),
        lambda: leave_practice(owner, now=timezone.now()),
    ):
        with pytest.raises(RefusedError, match="last_owner"):
            refused()
    second = make_member(owner.practice, Role.OWNER)
    remove(owner, by=second)
    assert not is_current(owner)


@pytest.mark.django_db
def test_who_was_removed_meanwhile_does_nothing_any_more():
    practice = make_practice()
    first, second = make_member(practice, Role.OWNER), make_member(practice, Role.OWNER)
    remove(first, by=second)
    with pytest.raises(RefusedError, match="role_changed"):
        remove(second, by=first)
    assert is_current(second)


@pytest.mark.django_db
def test_removing_twice_ends_it_once():
    owner = make_member(role=Role.OWNER)
    provider = make_member(owner.practice)
    remove(provider, by=owner)
    remove(provider, by=owner)
    assert Entry.objects.filter(action="member.removed").count() == 1


@pytest.mark.django_db
def test_planned_appointments_are_handed_over_and_everybody_hears_of_it():
    owner = make_member(role=Role.OWNER)
    leaving, colleague = make_member(owner.practice), make_member(owner.practice)
    starts_at = timezone.now() + timedelta(days=1)
    planned = make_appointment(leaving, starts_at=starts_at)
    past = make_appointment(leaving, starts_at=starts_at - timedelta(days=2))
    make_participant(planned)
    with pytest.raises(RefusedError, match="undecided"):
        remove(leaving, by=owner)
    assert is_current(leaving)
    remove(leaving, by=owner, planned=colleague)
    assert Appointment.objects.get(id=planned.id).moderator == colleague
    assert Appointment.objects.get(id=past.id).moderator == leaving
    assert list(QueuedMail.objects.values_list("kind", flat=True)) == ["appointments.changed"]


@pytest.mark.django_db
def test_planned_appointments_are_called_off_when_somebody_holds_no_more():
    owner = make_member(role=Role.OWNER)
    provider = make_member(owner.practice)
    planned = make_appointment(provider, starts_at=timezone.now() + timedelta(days=1))
    make_participant(planned)
    change(provider, Role.ORGANISER, by=owner, planned=CALL_OFF)
    planned.refresh_from_db()
    assert planned.cancelled_at is not None
    assert list(QueuedMail.objects.values_list("kind", flat=True)) == ["appointments.cancelled"]


@pytest.mark.django_db
def test_only_a_provider_of_the_own_practice_takes_over():
    owner = make_member(role=Role.OWNER)
    provider = make_member(owner.practice)
    make_appointment(provider, starts_at=timezone.now() + timedelta(days=1))
    for wrong in (make_member(), make_member(owner.practice, Role.ORGANISER), provider):
        with pytest.raises(RefusedError, match="cannot_take_over"):
            remove(provider, by=owner, planned=wrong)
    assert is_current(provider)


@several_writers
@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_remove_each_other_at_once_one_stays():
    practice = make_practice()
    first, second = make_member(practice, Role.OWNER), make_member(practice, Role.OWNER)
    refusals = at_once(
        lambda: remove(first, by=second),
        lambda: remove(second, by=first),
    )
    assert len(refusals) == 1
    assert practice.memberships.current().count() == 1


def at_once(*steps: Callable[[], object]) -> list[str]:
    """Each in a thread of its own; the codes of what was refused."""
    together, refusals = threading.Barrier(len(steps)), []

    def run(step: Callable[[], object]) -> None:
        together.wait()
        try:
            step()
        except RefusedError as refusal:
            refusals.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals
