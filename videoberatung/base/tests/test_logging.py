"""What an exception or a library says never reaches a line; only what kind it was does."""

import io
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from videoberatung.base.logging import configure_logging

CANARY = "Kanaria Vogelsang"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    before, root = structlog.get_config(), logging.getLogger()
    handlers, level = root.handlers, root.level
    monkeypatch.setattr(sys, "stderr", told := io.StringIO())
    configure_logging("DEBUG")
    root.setLevel(logging.DEBUG)
    yield told
    structlog.configure(**before)
    root.handlers, root.level = handlers, level


def test_of_an_exception_only_its_kind_is_told(lines: io.StringIO):
    log = structlog.get_logger()
    try:
        raise LookupError(CANARY)
    except LookupError as error:
        log.error("job_failed", job="x", exc_info=error)
        log.exception("clock_failed")
        logging.getLogger("django.request").exception("Internal error: %s", CANARY)
    assert CANARY not in lines.getvalue()
    assert lines.getvalue().count("error=LookupError") == 3


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error", "critical"])
def test_fields_that_are_on_no_list_are_dropped_at_every_level(lines: io.StringIO, level: str):
    getattr(structlog.get_logger(), level)("happened", count=1, name=CANARY, sdp=CANARY)
    getattr(logging.getLogger("library"), level)(CANARY, stack_info=True)
    assert CANARY not in lines.getvalue()
    assert "event=happened count=1" in lines.getvalue()
    assert "logger=library" in lines.getvalue()
