import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.core.cache import cache
from django.utils import translation

from videoberatung.config.cli import main
from videoberatung.privacy import promises
from videoberatung.privacy.audit import as_json, as_text, audit, is_any_broken
from videoberatung.privacy.findings import Finding, broken, kept, unseen
from videoberatung.privacy.tests.times import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.promise(26)]

# Promises that this release keeps in part only, and whose checks say so.
NOT_YET = {16}


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Addresses that other tests saw refused would be older than an hour here."""
    cache.clear()


@pytest.fixture
def of_one(monkeypatch: pytest.MonkeyPatch):
    """Puts another check in the place of that of promise 4; nothing else is broken."""
    for number in NOT_YET:
        monkeypatch.setitem(promises._checks, number, lambda _now: kept("built"))

    def put(check) -> None:
        monkeypatch.setitem(promises._checks, 4, check)

    return put


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """A command sets up logging for its process; here the process goes on."""
    structured, handlers = structlog.get_config(), list(logging.getLogger().handlers)
    yield
    structlog.configure(**structured)
    logging.getLogger().handlers = handlers


def line_of(number: int):
    return audit(NOON)[number - 1]


def test_there_is_a_line_for_every_promise_in_order():
    assert [line.number for line in audit(NOON)] == list(range(1, 29))


def test_in_an_empty_service_only_what_is_not_built_yet_is_broken():
    assert {line.number for line in audit(NOON) if line.state == "broken"} <= NOT_YET


def test_a_promise_without_a_check_does_not_pass_for_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(promises._checks, 4)
    assert line_of(4).state == "unchecked"


def test_what_nobody_could_look_at_is_neither_kept_nor_broken(of_one):
    of_one(lambda _now: unseen("no answer"))
    assert (line_of(4).state, line_of(4).evidence) == ("unchecked", "no answer")
    assert not is_any_broken(audit(NOON))


def test_what_a_check_finds_broken_is_told_with_its_evidence(of_one):
    of_one(lambda _now: broken("cookies: 2"))
    assert line_of(4).evidence == "cookies: 2"
    assert is_any_broken(audit(NOON))


def test_a_check_that_fails_keeps_no_promise_and_stops_no_other(of_one):
    def fail(_now) -> Finding:
        raise LookupError("a name, not for the report")

    of_one(fail)
    assert (line_of(4).state, line_of(26).state) == ("broken", "kept")
    assert "LookupError" in line_of(4).evidence
    assert "a name" not in as_text(audit(NOON))


def test_the_report_is_read_by_people_and_by_programs():
    with translation.override("en"):
        lines = audit(NOON)
        assert "D-4  kept: There is one cookie" in as_text(lines)
    assert json.loads(as_json(lines))[3]["state"] == "kept"


@pytest.mark.usefixtures("logging_as_before")
def test_the_command_answers_with_its_status(of_one, capsys: pytest.CaptureFixture[str]):
    assert main(["audit", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 28
    of_one(lambda _now: broken("cookies: 2"))
    assert main(["audit"]) == 1
    assert "VERLETZT" in capsys.readouterr().out
