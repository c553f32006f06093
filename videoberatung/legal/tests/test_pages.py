"""The pages say what the configuration and the declarations say, in both languages."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import escape
from pytest_django import Settings

from videoberatung.legal.pages import IMPRINT, PRIVACY
from videoberatung.legal.uses import sections
from videoberatung.legal.words import opening_in_words
from videoberatung.privacy.inventory import declared
from videoberatung.privacy.operator import Opening, Recipient

pytestmark = pytest.mark.django_db
PATHS = ["/imprint/", "/privacy/", "/accessibility/", "/help/", "/contact/"]


@pytest.fixture(params=["de", "en"])
def language(request: pytest.FixtureRequest):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize("path", PATHS)
def test_everybody_reads_it_without_signing_in(client: Client, language, path):
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert f'<html lang="{language}"' in page
    for other in ("/imprint/", "/privacy/", "/accessibility/", "/contact/", "/help/", "/terms/"):
        assert f'href="{other}"' in page


def test_the_imprint_holds_what_the_law_asks_for(settings: Settings, language):
    page = IMPRINT.body()
    operator = settings.OPERATOR
    for fact in (
        operator.name,
        operator.legal_form,
        *operator.address,
        operator.email,
        operator.phone,
        operator.represented_by,
        operator.register,
        operator.vat_id,
    ):
        assert escape(fact) in page


def test_what_the_operator_does_not_have_leaves_no_gap(settings: Settings, language):
    settings.OPERATOR = replace(
        settings.OPERATOR, register="", vat_id="", represented_by="", data_protection_officer=""
    )
    assert 'id="register"' not in IMPRINT.body()
    assert settings.OPERATOR.name in IMPRINT.body()
    assert PRIVACY.body()


@pytest.mark.promise(26)
def test_the_privacy_page_tells_every_declared_use(language):
    page = PRIVACY.body()
    uses = [use for _section, uses in sections() for use in uses]
    assert {use.entry.fields for use in uses} == {entry.fields for entry in declared()}
    assert len(uses) == len(declared())
    for use in uses:
        for words in (use.purpose, use.data, use.kept, use.basis, use.receivers):
            assert escape(words) in page


@pytest.mark.promise(23)
def test_the_privacy_page_names_every_recipient(settings: Settings, language):
    there = Recipient(
        "mail",
        "Letters <Inc>",
        "1 Main Street",
        country="US",
        contract_since=date(2026, 1, 2),
        safeguard="clauses of 2021",
    )
    settings.OPERATOR = replace(settings.OPERATOR, recipients=(there,))
    page = PRIVACY.body()
    for fact in ("Letters &lt;Inc&gt;", "1 Main Street", "US", "clauses of 2021"):
        assert fact in page


@pytest.mark.promise(27)
def test_the_privacy_page_says_who_answers_for_what(language):
    page = PRIVACY.body()
    assert ("Ihre Praxis; wir handeln" if language == "de" else "your practice; we act") in page
    assert "Musterbehörde" in page
    assert "(Art. 77" in page


def test_whether_browsers_learn_each_others_address_is_told(settings: Settings):
    with translation.override("en"):
        assert "learns your network address" in PRIVACY.body()
        settings.RELAY_ONLY = True
        assert "learns your network address" not in PRIVACY.body()


def test_no_german_page_holds_english_words():
    with translation.override("de"):
        for english in (" the ", " and ", "GDPR", "after "):
            assert english not in PRIVACY.body()


def test_hours_are_words_in_both_languages():
    opening = Opening(0, 4, "08:00", "17:00")
    with translation.override("en"):
        assert opening_in_words(opening) == "Monday to Friday, 08:00 to 17:00"
    with translation.override("de"):
        assert opening_in_words(Opening(5, 5, "09:00", "12:00")) == "Samstag, 09:00 bis 12:00 Uhr"
