"""Two windows of one browser: in one somebody else signs in, the other one notices."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import sign_in
from tests.journeys.steps import meet, plan, sees
from tests.service import Service

pytestmark = [pytest.mark.journey, pytest.mark.promise(25)]

WITHIN_MS = 2_000
WORDS = "Die Anmeldung hat sich geändert"


def notice(page: Page):
    return page.get_by_role("alert").filter(has_text=WORDS)


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("link", name="Anmelden", exact=True)).to_be_visible()


def test_a_window_left_open_says_so_keeps_what_was_typed_and_does_nothing(
    service: Service, provider: Page
):
    typing = provider.context.new_page()
    typing.goto(f"{service.url}/portal/appointments/new/")
    typing.get_by_label("Titel").fill("Ein Gespräch, halb geplant")
    expect(notice(typing)).to_be_hidden()

    sign_out(provider)
    expect(notice(typing)).to_be_visible(timeout=WITHIN_MS)
    sign_in(provider, service, service.account("organiser"))

    typing.get_by_role("button", name="Planen und einladen").click()
    expect(notice(typing)).to_be_focused()
    expect(typing.get_by_label("Titel")).to_have_value("Ein Gespräch, halb geplant")
    assert violations(typing) == []

    typing.get_by_role("link", name="Fenster neu laden").click()
    expect(typing.get_by_text("Ruth Esche")).to_be_visible()
    expect(notice(typing)).to_be_hidden()


def test_signing_in_is_noticed_by_a_window_at_the_door_of_the_house(
    service: Service, person: Callable[..., Page]
):
    one = person()
    one.goto(f"{service.url}/")
    other = one.context.new_page()
    sign_in(other, service, service.account("owner"))
    expect(notice(one)).to_be_visible(timeout=WITHIN_MS)


def test_signed_out_elsewhere_is_noticed_at_the_next_look(service: Service, provider: Page):
    """No window of this browser tells it: the session is gone on the server."""
    provider.context.clear_cookies()
    provider.evaluate("dispatchEvent(new Event('focus'))")
    expect(notice(provider)).to_be_visible(timeout=WITHIN_MS)


def test_a_running_conversation_goes_on_and_ends_with_its_own_sign_out(
    service: Service, provider: Page, person: Callable[..., Page]
):
    client = person()
    meet(provider, client, plan(provider, service))
    other = provider.context.new_page()
    other.goto(f"{service.url}/portal/")
    sees(client, "Bild von Dr. Maren Linde")
    expect(notice(provider)).to_be_hidden()
    sign_out(other)
    expect(notice(provider)).to_be_visible(timeout=WITHIN_MS)
    expect(
        provider.get_by_text("Sie haben sich in einem anderen Fenster abgemeldet.")
    ).to_be_visible()
