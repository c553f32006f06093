"""The last look at the promises, kept for the pages."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import translation

from videoberatung.privacy import promises, report
from videoberatung.privacy.findings import broken, kept, unseen
from videoberatung.privacy.models import AuditReport
from videoberatung.privacy.report import EVERY, SOON, STALE, current_report, refresh_report
from videoberatung.privacy.tests.times import MINUTE, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.promise(26)]


@pytest.fixture(autouse=True)
def _in_german() -> Iterator[None]:
    with translation.override("de"):
        yield


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch):
    """Of promise 4 this is found, of the others that they are kept."""
    monkeypatch.setattr(promises, "_checks", {n: lambda _now: kept("0") for n in range(1, 29)})

    def put(finding) -> None:
        monkeypatch.setitem(promises._checks, 4, lambda _now: finding)

    return put


def line():
    return current_report().lines[3]


def test_before_the_first_look_nothing_is_called_kept():
    seen = current_report()
    assert (seen.checked_at, seen.kept_count, seen.unchecked_count) == (None, 0, 28)
    assert not seen.is_stale(NOON)


def test_what_was_seen_is_told_in_both_languages():
    refresh_report(NOON)
    evidence = current_report().lines[3].evidence
    with translation.override("en"):
        other = current_report().lines[3]
    assert "Cookies, die Seiten setzen" in evidence
    assert "cookies set by pages" in other.evidence
    assert other.promise.startswith("There is one cookie")


def test_a_quarter_of_an_hour_passes_between_two_looks(found):
    assert refresh_report(NOON)
    assert not refresh_report(NOON + EVERY - MINUTE)
    assert refresh_report(NOON + EVERY)
    assert AuditReport.objects.count() == 1


def test_where_nobody_could_look_it_is_tried_again_soon(found):
    found(unseen("no answer"))
    refresh_report(NOON)
    assert not refresh_report(NOON + SOON - MINUTE)
    assert refresh_report(NOON + SOON)


def test_a_promise_without_any_check_does_not_hurry_it(found, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(promises._checks, 4)
    refresh_report(NOON)
    assert line().state == "unchecked"
    assert not refresh_report(NOON + EVERY - MINUTE)


def test_an_old_look_says_so(found):
    refresh_report(NOON)
    assert not current_report().is_stale(NOON + STALE - MINUTE)
    assert current_report().is_stale(NOON + STALE)


def test_since_when_it_is_so_is_remembered(found):
    later, still_later = NOON + EVERY, NOON + 2 * EVERY
    for moment, finding in ((NOON, kept("0")), (later, broken("1")), (still_later, broken("2"))):
        found(finding)
        report.make_report(moment)
    assert (line().evidence, line().since) == ("2", later)


def test_of_what_is_broken_the_public_learns_that_and_no_more(found):
    found(broken("unguarded pages: 3"))
    refresh_report(NOON)
    assert (line().state, line().evidence, line().public) == ("broken", "unguarded pages: 3", "")


def test_evidence_that_tells_too_much_has_words_for_the_public(found):
    found(kept("live rooms: 3", public="past their end: 0"))
    refresh_report(NOON)
    assert (line().evidence, line().public) == ("live rooms: 3", "past their end: 0")


def test_every_promise_stands_in_one_chapter():
    numbers = [line.number for _, lines in current_report().chapters for line in lines]
    assert numbers == list(range(1, 29))


def test_the_worker_looks(found):
    from videoberatung.privacy.jobs import look_at_the_promises

    look_at_the_promises(NOON)
    look_at_the_promises(NOON + timedelta(minutes=1))
    assert current_report().checked_at == NOON
