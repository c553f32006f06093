"""Two people in real browsers against the running product."""

import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browsers import CHROMIUM, FLAGS
from tests.service import Account, Service, new_service

PATIENCE_MS = 20_000


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": FLAGS,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "de-DE", "timezone_id": "Europe/Berlin"}


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    running = new_service()
    running.start()
    yield running
    running.stop()
    shutil.rmtree(running.directory, ignore_errors=True)


@pytest.fixture
def person(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Callable[..., Page]]:
    """A new person at a browser of their own: `person()` returns an empty page."""
    contexts: list[BrowserContext] = []

    def sits_down(**more: Any) -> Page:
        context = browser.new_context(**{**browser_context_args, **more})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield sits_down
    for context in contexts:
        context.close()


@pytest.fixture
def provider(person: Callable[..., Page], service: Service) -> Page:
    """A provider of the sample practice, signed in, at the list of appointments."""
    page = person()
    sign_in(page, service, service.account("owner"))
    return page


def sign_in(page: Page, service: Service, account: Account) -> None:
    page.goto(f"{service.url}/login/")
    page.get_by_label("E-Mail-Adresse").fill(account.email)
    page.get_by_label("Passwort").fill(account.password)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url(re.compile("/portal/"))
