"""Breaking what a check looks at makes it say so."""

from dataclasses import replace

import pytest
from django.conf import settings as configured
from pytest_django import Settings

from videoberatung.legal import checks
from videoberatung.legal.checks import check_all_recipients_are_listed, check_it_is_said_who_answers
from videoberatung.legal.pages import LegalPage
from videoberatung.privacy.operator import Recipient
from videoberatung.privacy.tests.times import NOON

pytestmark = pytest.mark.django_db


def without(kind: str) -> tuple[Recipient, ...]:
    return tuple(one for one in configured.OPERATOR.recipients if one.kind != kind)


@pytest.mark.promise(23)
def test_all_recipients_are_listed():
    assert check_all_recipients_are_listed(NOON).state == "kept"


@pytest.mark.promise(23)
@pytest.mark.breaks(23)
@pytest.mark.parametrize("kind", ["hosting", "mail", "bank"])
def test_a_recipient_by_declaration_who_is_not_listed_breaks_the_promise(settings: Settings, kind):
    settings.OPERATOR = replace(settings.OPERATOR, recipients=without(kind))
    finding = check_all_recipients_are_listed(NOON)
    assert (finding.state, kind in finding.evidence) == ("broken", True)


@pytest.mark.promise(23)
@pytest.mark.breaks(23)
def test_a_relay_that_is_not_listed_breaks_the_promise(settings: Settings):
    settings.OPERATOR = replace(settings.OPERATOR, recipients=without("relay"))
    assert check_all_recipients_are_listed(NOON).state == "kept"
    settings.TURN_URLS = ("turn:turn.example.org",)
    assert check_all_recipients_are_listed(NOON).state == "broken"


@pytest.mark.promise(23)
@pytest.mark.breaks(23)
def test_a_page_that_leaves_out_the_list_breaks_the_promise(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(LegalPage, "body", lambda _page: "<p></p>")
    assert check_all_recipients_are_listed(NOON).state == "broken"


@pytest.mark.promise(27)
def test_it_is_said_who_answers():
    assert check_it_is_said_who_answers(NOON).state == "kept"


@pytest.mark.promise(27)
@pytest.mark.breaks(27)
def test_pages_without_the_operator_break_the_promise(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(LegalPage, "body", lambda _page: "<p></p>")
    assert check_it_is_said_who_answers(NOON).state == "broken"


@pytest.mark.promise(27)
@pytest.mark.breaks(27)
def test_a_use_without_legal_basis_breaks_the_promise(monkeypatch: pytest.MonkeyPatch):
    told = checks.sections()
    section, uses = told[0]
    lawless = [(section, [replace(uses[0], basis=""), *uses[1:]]), *told[1:]]
    monkeypatch.setattr(checks, "sections", lambda: lawless)
    assert check_it_is_said_who_answers(NOON).state == "broken"


@pytest.mark.promise(27)
@pytest.mark.breaks(27)
def test_a_use_that_is_not_told_breaks_the_promise(monkeypatch: pytest.MonkeyPatch):
    told = checks.sections()
    monkeypatch.setattr(checks, "sections", lambda: told[1:])
    assert check_it_is_said_who_answers(NOON).state == "broken"
