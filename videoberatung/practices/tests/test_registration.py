"""A provider registers: a practice, its owner, its bank account and its agreements, or nothing."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from videoberatung.accounts.models import User
from videoberatung.accounts.tests.steps import letters_to, newest_code, newest_mail, type_code
from videoberatung.accounts.unconfirmed import forget_unconfirmed
from videoberatung.practices.models import Acceptance, BankAccount, Membership, Practice
from videoberatung.practices.roles import Role
from videoberatung.practices.services.registration import practice_id_for
from videoberatung.practices.tests.factories import make_member
from videoberatung.practices.tests.registering import (
    EMAIL,
    IBAN,
    PASSWORD,
    PATH,
    everything,
    for_member,
    send,
)
from videoberatung.trail.models import Entry

pytestmark = pytest.mark.django_db
CODE_PAGE = "/email/code/"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def test_what_was_typed_becomes_a_practice(client: Client):
    answer = send(client, everything(contact__phone="030 23125000"))
    assert (answer.status_code, answer["Location"]) == (302, CODE_PAGE)
    practice = Practice.objects.get()
    assert (practice.name, practice.kind) == ("Praxis am See", "therapy")
    assert (practice.street, practice.postal_code, practice.city) == ("Seeweg 1", "10115", "Berlin")
    assert (practice.contact_name, practice.contact_email) == ("Ruth Esche", "esche@example.org")
    assert practice.phone == "030 23125000"
    member = Membership.objects.get()
    assert (member.role, member.holds_consultations) == (Role.OWNER, True)
    assert member.user.display_name == "Dr. Ada Sommer"
    assert member.user.check_password(PASSWORD)
    account = practice.bank_account
    assert (account.holder, account.iban, account.bic) == ("Ada Sommer", IBAN, "COBADEFFXXX")
    assert Acceptance.objects.filter(practice=practice, user=member.user).count() == 2
    assert set(Entry.objects.values_list("action", flat=True)) == {
        "practice.registered",
        "practice.agreed",
    }


def test_nobody_is_in_before_the_code_and_everybody_after_it(client: Client):
    send(client, everything())
    assert client.get("/portal/welcome/").status_code == 302
    answer = type_code(client, newest_code(EMAIL))
    assert (answer.status_code, answer["Location"]) == (302, "/portal/welcome/")
    page = client.get("/portal/welcome/", headers={"accept-language": "de"})
    assert page.status_code == 200
    assert "Praxis am See ist angemeldet" in page.content.decode()
    assert "/portal/appointments/new/" in page.content.decode()


@pytest.mark.promise(6)
def test_a_provider_is_in_no_portal_without_having_registered(client: Client):
    client.force_login(User.objects.create_user("client@example.org"))
    assert client.get("/portal/").status_code == 403
    assert client.get("/portal/appointments/new/").status_code == 403


@pytest.mark.parametrize(
    ("kind", "asks"),
    [
        ("medical", True),
        ("therapy", True),
        ("care", True),
        ("counselling", False),
        ("social", False),
        ("other", False),
    ],
)
def test_whether_the_real_name_is_asked_for_follows_from_the_kind(kind, asks, client: Client):
    send(client, everything(practice__kind=kind))
    assert Practice.objects.get().requires_real_name is asks


@pytest.mark.parametrize(("kind", "is_neutral"), [("counselling", True), ("medical", False)])
def test_counselling_centres_write_neutrally_unless_they_choose_otherwise(
    kind, is_neutral, client: Client
):
    send(client, everything(practice__kind=kind))
    assert Practice.objects.get().has_neutral_mails is is_neutral


def test_who_only_owns_holds_no_consultations(client: Client):
    typed = everything()
    del typed["account-holds_consultations"]
    send(client, typed)
    assert Membership.objects.get().holds_consultations is False


def test_the_same_form_sent_twice_makes_one_of_everything(client: Client):
    typed = everything()
    first, second = send(client, typed), send(client, typed)
    assert first["Location"] == second["Location"] == CODE_PAGE
    assert Practice.objects.count() == User.objects.count() == BankAccount.objects.count() == 1
    assert letters_to(EMAIL) == ["email_confirmation_signup"]
    assert type_code(client, newest_code(EMAIL))["Location"] == "/portal/welcome/"


def test_an_address_that_has_an_account_gets_the_same_page_and_a_mail(client: Client):
    User.objects.create_user(EMAIL, PASSWORD)
    answer = send(client, everything())
    assert (answer.status_code, answer["Location"]) == (302, CODE_PAGE)
    assert not Practice.objects.exists()
    assert not BankAccount.objects.exists()
    assert letters_to(EMAIL) == ["practice_for_existing_account"]
    mail = newest_mail(EMAIL)
    assert PATH in mail.text
    assert "Melden" in mail.subject


def test_the_page_for_the_code_is_the_same_for_both(client: Client):
    send(client, everything())
    new = client.get(CODE_PAGE).content.decode()
    User.objects.create_user("taken@example.org", PASSWORD)
    other = Client()
    send(other, everything(account__email="taken@example.org"))
    known = other.get(CODE_PAGE).content.decode()

    def bare(page: str) -> list[str]:
        lines = page.replace("taken@example.org", EMAIL).splitlines()
        return [line for line in lines if "csrfmiddlewaretoken" not in line]

    assert bare(new) == bare(known)


def test_whoever_is_signed_in_only_agrees(client: Client):
    user = User.objects.create_user("mira@example.org", first_name="Mira")
    client.force_login(user)
    answer = send(client, for_member())
    assert (answer.status_code, answer["Location"]) == (302, "/portal/welcome/")
    assert Membership.objects.get().user == user
    assert client.get("/portal/welcome/").status_code == 200


def test_a_second_practice_of_the_same_person_is_the_one_shown_next(client: Client):
    client.force_login(make_member().user)
    send(client, for_member())
    assert "Praxis am See" in client.get("/portal/welcome/").content.decode()


def test_a_member_who_sends_the_form_twice_has_one_practice(client: Client):
    user = User.objects.create_user("mira@example.org")
    client.force_login(user)
    typed = for_member()
    assert send(client, typed)["Location"] == send(client, typed)["Location"]
    assert Practice.objects.count() == 1


def test_the_id_of_a_practice_is_not_the_browsers_to_choose():
    form = UUID(int=7)
    assert practice_id_for(form, registrant="a") == practice_id_for(form, registrant="a")
    assert practice_id_for(form, registrant="a") != practice_id_for(form, registrant="b")
    assert practice_id_for(form, registrant="a") != form


def test_what_is_not_confirmed_within_a_day_is_gone(client: Client):
    send(client, everything())
    now = timezone.now()
    assert forget_unconfirmed(now + timedelta(hours=23)) == 0
    assert Practice.objects.exists()
    assert forget_unconfirmed(now + timedelta(hours=25)) == 1
    assert not Practice.objects.exists()
    assert not User.objects.exists()
    assert not BankAccount.objects.exists()
    assert not Acceptance.objects.exists()


def test_what_is_confirmed_stays(client: Client):
    send(client, everything())
    type_code(client, newest_code(EMAIL))
    make_member()
    assert forget_unconfirmed(timezone.now() + timedelta(days=30)) == 0
    assert Practice.objects.count() == 2


def test_too_many_registrations_are_slowed_and_lose_nothing(client: Client):
    for number in range(6):
        assert send(Client(), everything(account__email=f"{number}@example.org")).status_code == 302
    answer = send(client, everything())
    assert answer.status_code == 429
    assert 'value="Praxis am See"' in answer.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()
