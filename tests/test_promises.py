"""Every promise has a check or a reason, a test that proves it and one that breaks it."""

import re
from pathlib import Path

import pytest

from videoberatung.privacy.promises import PROMISES

ROOT = Path(__file__).parents[1]
TESTS = [
    path for folder in ("videoberatung", "tests") for path in ROOT.glob(f"{folder}/**/test_*.py")
]
CHECKED = {promise.number: promise.check for promise in PROMISES if promise.check is not None}
# Whose checks say at once that no machine can see it.
NOT_FOR_MACHINES = {19, 20}


def marked(name: str) -> set[int]:
    mark = re.compile(rf"mark\.{name}\((\d+)\)")
    return {int(number) for path in TESTS for number in mark.findall(path.read_text())}


def test_each_marked_promise_exists():
    assert marked("promise") | marked("breaks") <= {promise.number for promise in PROMISES}


def test_each_promise_with_a_check_is_proved():
    assert CHECKED.keys() <= marked("promise")


def test_each_check_is_seen_to_say_broken_when_the_mechanism_is():
    """A check that cannot fail is a defect: mark the test with `breaks(number)`."""
    assert CHECKED.keys() - NOT_FOR_MACHINES <= marked("breaks")


@pytest.mark.parametrize("number", sorted(NOT_FOR_MACHINES))
def test_what_no_machine_can_see_says_why(number: int):
    finding = CHECKED[number](None)
    assert finding.state == "not_checkable"
    assert finding.evidence
