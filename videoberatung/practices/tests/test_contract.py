"""The page of the contract: for owners alone, and never with a whole account number."""

import pytest
from django.test import Client
from django.utils import timezone

from videoberatung.accounts.tests.steps import EMAIL, PASSWORD, make_ada, sign_in
from videoberatung.practices.documents import DOCUMENTS, TERMS, hash_of
from videoberatung.practices.models import Acceptance, BankAccount, Membership
from videoberatung.practices.roles import Role
from videoberatung.practices.services.agreements import accept_documents
from videoberatung.practices.tests.factories import make_member, make_practice
from videoberatung.practices.tests.registering import IBAN
from videoberatung.trail.models import Entry

pytestmark = pytest.mark.django_db

PAGE, BANK = "/portal/practice/contract/", "/portal/practice/contract/bank/"
DETAILS = {"holder": "Praxis am See", "iban": "NL91 ABNA 0417 1643 00", "bic": ""}


@pytest.fixture
def owner(client: Client) -> Membership:
    member = Membership.objects.create(
        practice=make_practice(), user=make_ada(), role=Role.OWNER, holds_consultations=True
    )
    BankAccount.objects.create(practice=member.practice, holder="Ada", iban=IBAN, bic="COBADEFFXXX")
    sign_in(client, EMAIL, PASSWORD)
    return member


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROVIDER, Role.ORGANISER])
@pytest.mark.parametrize("path", [PAGE, BANK])
def test_the_contract_is_the_owners_alone(path: str, role: Role, client: Client):
    client.force_login(make_member(role=role).user)
    assert client.get(path).status_code == 403
    assert client.post(path, DETAILS).status_code == 403


def test_the_account_number_is_never_shown_whole(owner: Membership, client: Client):
    for path in (PAGE, BANK):
        page = client.get(path).content.decode()
        assert IBAN not in page.replace(" ", "")
    assert "DE … 3000" in client.get(PAGE).content.decode()


def test_bank_details_are_changed_with_a_trace_without_numbers(owner: Membership, client: Client):
    answer = client.post(BANK, DETAILS)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    account = BankAccount.objects.get()
    assert (account.holder, account.iban) == ("Praxis am See", "NL91ABNA0417164300")
    assert list(Entry.objects.values_list("action", flat=True)) == ["practice.bank_changed"]
    client.post(BANK, DETAILS)
    assert Entry.objects.count() == 1, "nothing new, no trace"


def test_wrong_bank_details_are_told_and_change_nothing(owner: Membership, client: Client):
    answer = client.post(BANK, DETAILS | {"iban": "NL91 ABNA 0417 1643 01"})
    assert answer.status_code == 422
    assert 'value="NL91 ABNA 0417 1643 01"' in answer.content.decode()
    assert BankAccount.objects.get().iban == IBAN


def test_before_a_change_the_person_proves_who_they_are(owner: Membership, client: Client):
    client.logout()
    client.force_login(owner.user)  # without a password typed in these minutes
    answer = client.get(BANK)
    assert answer.status_code == 302
    assert "confirm" in answer["Location"]
    assert BankAccount.objects.get().iban == IBAN


def test_an_owner_is_asked_for_a_new_version_and_goes_on_working(owner: Membership, client: Client):
    accepted = {document: hash_of(document, "de") for document in DOCUMENTS}
    accept_documents(owner.practice, accepted, by=owner.user, now=timezone.now())
    notice = "eine neue Fassung"
    german = {"accept-language": "de"}
    assert notice not in client.get("/portal/", headers=german).content.decode()
    Acceptance.objects.filter(document=TERMS.name).update(version="0.9")
    page = client.get("/portal/", headers=german)
    assert page.status_code == 200
    assert notice in page.content.decode()
    answer = client.post(PAGE, {TERMS.name: hash_of(TERMS, "en")})
    assert answer.status_code == 302
    assert notice not in client.get("/portal/", headers=german).content.decode()
    kept = Acceptance.objects.filter(document=TERMS.name).order_by("version")
    assert [one.version for one in kept] == ["0.9", "1.0"]
    assert kept[1].text_hash == hash_of(TERMS, "en")


def test_a_colleague_is_not_asked(owner: Membership, client: Client):
    client.force_login(make_member(owner.practice).user)
    page = client.get("/portal/", headers={"accept-language": "de"}).content.decode()
    assert "eine neue Fassung" not in page


def test_agreeing_without_a_tick_is_refused(owner: Membership, client: Client):
    assert client.post(PAGE, {}).status_code == 422
    assert not Acceptance.objects.exists()


def test_the_page_says_what_was_agreed_to_and_when(owner: Membership, client: Client):
    accept_documents(owner.practice, {TERMS: "ab" * 32}, by=owner.user, now=timezone.now())
    page = client.get(PAGE).content.decode()
    assert "ab" * 32 in page
    assert "Dr. Ada Sommer" in page
