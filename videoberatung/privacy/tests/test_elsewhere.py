"""Promises 3 and 5 as the running service sees them, and broken on purpose."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.db import models
from pytest_django import Settings

from videoberatung.privacy import elsewhere_checks
from videoberatung.privacy.access_log_checks import check_visits_are_nobodys
from videoberatung.privacy.elsewhere_checks import POLICY, check_nobody_else_is_contacted
from videoberatung.privacy.models import PageVisit
from videoberatung.privacy.tests.times import NOON


@pytest.mark.promise(5)
def test_nobody_else_is_contacted():
    assert check_nobody_else_is_contacted(NOON).state == "kept"


@pytest.mark.promise(5)
@pytest.mark.breaks(5)
@pytest.mark.parametrize("directive", ["script-src", "connect-src", "img-src", "font-src"])
def test_a_policy_that_allows_somebody_else_breaks_the_promise(settings: Settings, directive):
    policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"][directive].append("https://elsewhere.example")
    settings.CONTENT_SECURITY_POLICY = policy
    assert check_nobody_else_is_contacted(NOON).state == "broken"


@pytest.mark.promise(5)
@pytest.mark.breaks(5)
def test_pages_without_the_policy_break_the_promise(settings: Settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != POLICY]
    assert check_nobody_else_is_contacted(NOON).state == "broken"


@pytest.mark.promise(5)
@pytest.mark.breaks(5)
def test_a_mail_with_a_picture_from_elsewhere_breaks_the_promise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    mail = tmp_path / "mail.html"
    mail.write_text('<img src="https://elsewhere.example/pixel.gif">')
    monkeypatch.setattr(elsewhere_checks, "_templates", lambda: [mail])
    assert check_nobody_else_is_contacted(NOON).state == "broken"


@pytest.mark.promise(3)
@pytest.mark.django_db
def test_a_visit_leads_to_nobody():
    assert check_visits_are_nobodys(NOON).state == "kept"


@pytest.mark.promise(3)
@pytest.mark.breaks(3)
def test_a_visit_that_leads_to_an_account_breaks_the_promise(monkeypatch: pytest.MonkeyPatch):
    way = models.ForeignKey("accounts.User", models.CASCADE)
    monkeypatch.setattr(PageVisit._meta, "get_fields", lambda **_all: [way])
    assert check_visits_are_nobodys(NOON).state == "broken"
