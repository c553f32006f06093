"""The steps of a registration: nothing typed is lost, nothing wrong gets through."""

import re
from datetime import datetime

import pytest
from django import forms
from django.core.cache import cache
from django.test import Client

from videoberatung.accounts.models import User
from videoberatung.practices import steps
from videoberatung.practices.forms.account import steps_for
from videoberatung.practices.forms.step import StepForm
from videoberatung.practices.models import Practice
from videoberatung.practices.steps import Step, register_step
from videoberatung.practices.tests.registering import (
    BANK,
    CONTACT,
    PASSWORD,
    PATH,
    PERSON,
    PRACTICE,
    everything,
    for_member,
    send,
    sent_by,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.mark.promise(7)
def test_a_registration_asks_for_what_the_contract_needs_and_no_more(client: Client):
    asked: list[str] = []
    for step in steps_for(client.get(PATH).wsgi_request.user):
        asked += [f"{step.name}.{name}" for name in step.form().fields]
    assert asked == [
        "practice.name",
        "practice.kind",
        *(f"practice.{part}" for part in ("street", "postal_code", "city", "country")),
        *("contact.contact_name", "contact.contact_email", "contact.phone"),
        *("bank.holder", "bank.iban", "bank.bic"),
        *(f"account.{part}" for part in ("salutation", "title", "first_name", "last_name")),
        *("account.email", "account.password1"),
        # No data about anybody: what the owner may do, and that the practice agrees.
        "account.holds_consultations",
        *("account.terms", "account.processing_agreement"),
    ]


def test_the_way_there_and_back_keeps_everything(client: Client):
    page = client.get(PATH)
    assert "Schritt 1 von 4" in page.content.decode()
    for number, typed in enumerate((PRACTICE, CONTACT, BANK), start=2):
        page = send(client, sent_by(page) | typed)
        assert page.status_code == 200
        assert f"Schritt {number} von 4" in page.content.decode()
    person = {
        name: value for name, value in PERSON.items() if name != "account-holds_consultations"
    }
    for step in ("bank", "contact", "practice"):
        more = person if step == "bank" else {}
        page = send(client, sent_by(page) | more | {"to": step})
        assert page.status_code == 200
    text = page.content.decode()
    assert PASSWORD not in text
    assert 'value="Praxis am See"' in text
    assert '<option value="therapy" selected>' in text
    for _ in range(3):
        typed = sent_by(page)
        page = send(client, typed | (PRACTICE if typed["at"] == "practice" else {}))
    text = page.content.decode()
    assert "Schritt 4 von 4" in text
    assert 'value="Sommer"' in text
    assert "DE89 3704 0044 0532 0130 00" in text
    assert "BIC COBADEFFXXX, Commerzbank" in text
    assert "Praxis am See (Psychotherapie)" in text
    assert not Practice.objects.exists()


def test_no_agreement_is_ticked_beforehand(client: Client):
    page = send(client, everything(at="bank")).content.decode()
    fresh = send(client, PRACTICE | CONTACT | BANK | {"at": "bank"}).content.decode()
    ticks = re.findall(r'<input type="checkbox"[^>]*>', fresh)
    assert [("holds" in tick, "checked" in tick) for tick in ticks] == [
        (True, True),
        (False, False),
        (False, False),
    ]
    assert page.count("checked") == 3, "what was ticked stays ticked"


def test_a_tick_taken_away_stays_away(client: Client):
    user = User.objects.create_user("mira@example.org")
    client.force_login(user)
    typed = {**PRACTICE, **CONTACT, **BANK, "at": "agreement", "to": "bank"}
    page = send(client, typed)
    page = send(client, sent_by(page))
    assert "checked" not in page.content.decode()


@pytest.mark.parametrize(
    ("step", "field", "value", "words"),
    [
        ("practice", "name", "", "füllen Sie"),
        ("practice", "name", "a" * 121, "120"),
        ("practice", "name", "Praxis\x00", ""),
        ("practice", "kind", "", "füllen Sie"),
        ("practice", "kind", "king", ""),
        ("practice", "street", "Seeweg 1\u202e", "unsichtbare"),
        ("practice", "postal_code", "1011", "fünf Ziffern"),
        ("practice", "postal_code", "00123", "fünf Ziffern"),
        ("practice", "postal_code", "\u0661\u0660\u0661\u0661\u0665", "fünf Ziffern"),
        ("practice", "country", "XX", ""),
        ("contact", "contact_email", "esche@", ""),
        ("contact", "contact_email", "a@example.org\nBcc: b@example.org", ""),
        ("contact", "contact_email", '"ab"@example.org', "Anführungszeichen"),
        ("contact", "phone", "keine", "Telefonnummer"),
        ("bank", "iban", "DE89370400440532013001", "Tippfehler"),
        ("bank", "holder", "Ada\r\nSommer", ""),
        ("account", "email", "nobody", ""),
        ("account", "email", "a@example.org\r\nTo: b@example.org", ""),
        ("account", "password1", "password1234", ""),
        ("account", "password1", "kurz", ""),
        ("account", "last_name", "", "füllen Sie"),
        ("account", "terms", "", "Zustimmung"),
        ("account", "processing_agreement", "", "Zustimmung"),
        ("account", "terms", "0" * 64, "neue Fassung"),
    ],
)
def test_bad_input_is_told_at_its_field_and_loses_nothing(
    step, field, value, words, client: Client
):
    page = send(client, everything(at=step) | {f"{step}-{field}": value})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    text = page.content.decode()
    assert f'id="id_{step}-{field}_error"' in text
    assert words in text
    assert "Praxis" in text
    assert PASSWORD not in text
    assert not Practice.objects.exists()


@pytest.mark.parametrize(
    ("step", "field", "value"),
    [
        ("practice", "name", ""),
        ("practice", "kind", "king"),
        ("practice", "country", "XX"),
        ("contact", "contact_email", "x"),
        ("bank", "iban", "DE00"),
    ],
)
def test_hidden_fields_that_were_tampered_with_lead_back_to_their_step(
    step, field, value, client: Client
):
    page = send(client, everything() | {f"{step}-{field}": value})
    assert page.status_code == 422
    assert page.context["step"].name == step
    assert field in page.context["form"].errors
    assert not Practice.objects.exists()
    assert not User.objects.exists()


def test_hidden_fields_that_are_missing_lead_back_to_their_step(client: Client):
    typed = {name: value for name, value in everything().items() if not name.startswith("bank")}
    page = send(client, typed)
    assert page.status_code == 422
    assert page.context["step"].name == "bank"


@pytest.mark.parametrize("sent", [{}, {"at": "nowhere"}, {"at": "practice", "to": "account"}])
def test_nonsense_begins_at_the_first_step(sent, client: Client):
    page = send(client, sent)
    assert page.status_code == 422
    assert page.context["step"].name == "practice"


def test_a_forged_submission_is_replaced(client: Client):
    assert send(client, everything(submission="x" * 500)).status_code == 302


@pytest.mark.parametrize("name", ["Ñuñoa Ōe", "Αγγελική", "محمد", "Łukasz", "山田", "Đặng-Ørsted"])
def test_names_in_all_scripts_are_welcome(name: str, client: Client):
    typed = everything(practice__name=name, account__last_name=name, bank__holder=name)
    assert send(client, typed).status_code == 302
    assert Practice.objects.get().name == name


def test_markup_in_a_field_stays_text(client: Client):
    page = send(client, everything(at="bank", practice__name='"><script>x</script>'))
    assert "<script>x" not in page.content.decode()


def test_who_is_signed_in_sees_no_fields_of_an_account(client: Client):
    client.force_login(User.objects.create_user("mira@example.org"))
    page = send(client, {**for_member(), "at": "bank"})
    assert page.context["step"].name == "agreement"
    assert "password" not in page.content.decode()


class Plan(StepForm):
    plan = forms.CharField()

    def keep(self, practice: Practice, *, by: User, now: datetime) -> None:
        practice.city = self.cleaned_data["plan"]
        practice.save(update_fields=["city"])


def test_an_app_above_adds_its_step(client: Client, monkeypatch):
    monkeypatch.setattr(steps, "_steps", list(steps._steps))
    register_step(Step("plan", "Tarif", Plan, position=40))
    page = send(client, everything(at="bank"))
    assert page.context["step"].name == "plan"
    assert "Schritt 4 von 5" in page.content.decode()
    assert send(client, everything() | {"plan-plan": "klein"}).status_code == 302
    assert Practice.objects.get().city == "klein"


def test_two_steps_of_one_name_are_refused():
    with pytest.raises(ValueError, match="bank"):
        register_step(Step("bank", "Bank", Plan, position=1))
