import pytest
from django.db import IntegrityError, transaction
from django.test import Client, override_settings

from videoberatung.accounts.models import User
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Role
from videoberatung.practices.sample import (
    FIRST,
    FOURTH,
    THIRD,
    create_sample_practices,
    sample_accounts,
    sample_member,
)
from videoberatung.practices.services.hours import hours_of
from videoberatung.practices.tests.factories import make_member, make_practice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "holds_consultations"),
    [(Role.PROVIDER, False), (Role.ORGANISER, True), (Role.ADMINISTRATOR, True), ("king", False)],
)
def test_the_database_knows_who_can_hold_consultations(role: str, holds_consultations: bool):
    member = make_member(role=Role.OWNER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(id=member.id).update(
            role=role, holds_consultations=holds_consultations
        )


def test_an_owner_may_but_need_not():
    assert make_member(role=Role.OWNER, holds_consultations=False).role == Role.OWNER
    assert make_member(role=Role.OWNER, holds_consultations=True).holds_consultations


def test_a_person_has_one_place_in_a_practice():
    member = make_member()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(practice=member.practice, user=member.user, role=Role.OWNER)


def test_a_practice_has_a_name():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_practice("")


def test_the_portal_shows_the_practice_of_who_is_signed_in(client: Client):
    member = make_member(make_practice("Praxis am Wald"))
    make_member()
    client.force_login(member.user)
    assert "Praxis am Wald" in client.get("/portal/").content.decode()


def test_of_two_practices_the_chosen_one_counts(client: Client):
    first = make_member(make_practice("Praxis am Wald"))
    second = Membership.objects.create(
        practice=make_practice("Praxis am See"), user=first.user, role=Role.OWNER
    )
    client.force_login(first.user)
    assert "Praxis am Wald" in client.get("/portal/").content.decode()
    session = client.session
    session["practice"] = str(second.practice_id)
    session.save()
    assert "Praxis am See" in client.get("/portal/").content.decode()


def test_a_practice_one_does_not_belong_to_cannot_be_chosen(client: Client):
    member, stranger = make_member(make_practice("Praxis am Wald")), make_member()
    client.force_login(member.user)
    session = client.session
    session["practice"] = str(stranger.practice_id)
    session.save()
    assert "Praxis am Wald" in client.get("/portal/").content.decode()


def test_whoever_belongs_to_no_practice_finds_no_portal(client: Client):
    client.force_login(User.objects.create_user("nobody@example.org"))
    assert client.get("/portal/").status_code == 403


def test_the_sample_is_made_once():
    accounts = create_sample_practices()
    assert create_sample_practices() == accounts
    assert Practice.objects.count() == 4
    assert Membership.objects.count() == len(accounts) - 1, "the client belongs to none"
    assert User.objects.count() == len(accounts) - 2, "two belong to two practices"
    assert {account.role for account in accounts} == {*Role, "client"}
    asked = Practice.objects.filter(requires_real_name=True)
    assert {practice.name for practice in asked} == {FIRST, FOURTH}
    assert len(hours_of(Practice.objects.get(name=FIRST))) == 8
    owner = User.objects.get(email=accounts[0].email)
    assert (owner.display_name, accounts[0].role) == ("Dr. Maren Linde", "owner")
    assert owner.check_password(accounts[0].password)


def test_the_sample_adds_what_an_older_one_lacks_and_leaves_what_was_changed():
    create_sample_practices()
    Practice.objects.filter(name=THIRD).delete()
    Practice.objects.filter(name=FIRST).update(name="Praxis Dr. Linde")
    create_sample_practices()
    assert Practice.objects.count() == 4
    assert Practice.objects.filter(name=THIRD).exists()
    assert sample_member("linde@example.org").practice.name == "Praxis Dr. Linde"
    assert User.objects.get(email="weide@example.org").memberships.count() == 2


@override_settings(SAMPLE=False)
def test_outside_the_sample_no_account_is_shown():
    assert sample_accounts() == []
