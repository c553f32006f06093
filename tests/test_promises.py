"""Every promise has a test, and every tested promise exists."""

import re
from pathlib import Path

from videoberatung.privacy.promises import PROMISES

ROOT = Path(__file__).parents[1]
MARK = re.compile(r"mark\.promise\((\d+)\)")


def proved() -> set[int]:
    tests = [
        path
        for folder in ("videoberatung", "tests")
        for path in ROOT.glob(f"{folder}/**/test_*.py")
    ]
    return {int(number) for path in tests for number in MARK.findall(path.read_text())}


def test_each_tested_promise_exists():
    assert proved() <= {promise.number for promise in PROMISES}


def test_each_promise_that_the_product_can_keep_by_now_is_proved():
    checked = {promise.number for promise in PROMISES if promise.check is not None}
    assert checked <= proved()
