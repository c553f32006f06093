"""Everybody can read what was promised and what the last look found."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from videoberatung.privacy import promises
from videoberatung.privacy.findings import broken, kept
from videoberatung.privacy.promises import PROMISES
from videoberatung.privacy.report import make_report

NOW = datetime(2030, 1, 8, 9, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.promise(26)]


@pytest.fixture(autouse=True)
def of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {number: lambda _now: kept("looked at: 12") for number in range(1, 29)}
    found[6] = lambda _now: broken("unguarded pages: 3")
    monkeypatch.setattr(promises, "_checks", found)


def page(language: str = "en", *, at: datetime = NOW) -> str:
    with time_machine.travel(at, tick=False):
        return Client().get("/promises/", headers={"accept-language": language}).content.decode()


def test_before_the_first_look_the_promises_stand_there():
    text = page()
    assert "Nobody has looked yet" in text
    assert text.count('class="said"') == len(PROMISES)
    assert text.count("not looked at yet") == len(PROMISES)


@pytest.mark.parametrize(
    ("language", "sum_", "state"),
    [("en", "27 of 28 promises", "not kept"), ("de", "27 von 28 Versprechen", "nicht gehalten")],
)
def test_what_was_found_is_shown_in_both_languages(language: str, sum_: str, state: str):
    make_report(NOW)
    text = page(language)
    assert sum_ in text
    assert state in text
    assert text.count("looked at: 12") == 27


def test_of_what_is_wrong_no_detail_is_published():
    make_report(NOW)
    assert "unguarded" not in page()
    assert "Something is wrong here" in page()


def test_an_old_look_is_called_old():
    make_report(NOW)
    assert "Do not rely" not in page(at=NOW + timedelta(minutes=44))
    assert "Do not rely" in page(at=NOW + timedelta(minutes=46))


def test_a_visit_sets_nothing_off(django_assert_num_queries):
    make_report(NOW)
    with django_assert_num_queries(1):
        page()


def test_it_is_found_from_the_start_and_from_every_page():
    start = Client().get("/").content.decode()
    assert start.count('href="/promises/"') == 2
    assert 'href="/promises/"' in Client().get("/login/").content.decode()
