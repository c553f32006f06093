"""Every page and every state: no rule broken, usable by keyboard, narrow and in the dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.steps import admit, enter_waiting_room, open_room, plan, turn_on_devices
from tests.service import Service

pytestmark = pytest.mark.journey

PUBLIC = [
    "/",
    "/login/",
    "/register/",
    "/password/reset/",
    "/outbox/",
    "/no-such-page/",
    "/w/unknown/",
    "/help/",
    "/contact/",
    "/imprint/",
    "/privacy/",
    "/accessibility/",
    "/editions/privacy/",
]
PORTAL = ["/portal/", "/portal/appointments/", "/portal/appointments/new/"]
APPEARANCES = [
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
]


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("appearance", APPEARANCES, ids=["desktop-light", "phone-dark"])
def test_public_pages(person: Callable[..., Page], service: Service, path: str, appearance):
    page = person(**appearance)
    page.goto(service.url + path)
    assert violations(page) == []


@pytest.mark.parametrize("path", PORTAL)
def test_pages_of_the_portal(provider: Page, service: Service, path: str):
    for appearance in APPEARANCES:
        provider.set_viewport_size(appearance["viewport"])
        provider.emulate_media(color_scheme=appearance["color_scheme"])
        provider.goto(service.url + path)
        assert violations(provider) == []


@pytest.mark.parametrize("path", [*PUBLIC, *PORTAL])
def test_nothing_is_wider_than_a_small_phone(provider: Page, service: Service, path: str):
    provider.set_viewport_size({"width": 320, "height": 640})
    provider.goto(service.url + path)
    assert provider.evaluate("document.documentElement.scrollWidth") <= 320


def test_each_state_of_a_consultation(
    provider: Page, person: Callable[..., Page], service: Service
):
    client = person(viewport={"width": 390, "height": 844}, color_scheme="dark")
    planned = plan(provider, service, title="Für alle bedienbar")
    client.goto(planned.link)
    assert violations(client) == [], "door"
    turn_on_devices(client)
    assert violations(client) == [], "door with camera"
    enter_waiting_room(client, planned.link)
    assert violations(client) == [], "waiting room"
    open_room(provider, planned)
    expect(provider.get_by_role("button", name="Erika Muster einlassen")).to_be_visible()
    assert violations(provider) == [], "somebody waits"
    admit(provider)
    expect(client.get_by_role("button", name="Verlassen")).to_be_visible()
    client.get_by_role("button", name="Chat").click()
    for page in (client, provider):
        assert violations(page) == [], "call"
    provider.get_by_role("button", name="Für alle beenden").click()
    for page in (client, provider):
        expect(page.get_by_role("heading", name="Die Sprechstunde ist beendet")).to_be_visible()
        assert violations(page) == [], "end"


def test_a_client_gets_in_by_keyboard_alone(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Nur Tasten")
    client = person()
    client.goto(planned.link)
    field = client.get_by_label("Vor- und Nachname")
    for _ in range(30):
        if field.evaluate("(element) => element === document.activeElement"):
            break
        client.keyboard.press("Tab")
    client.keyboard.type("Erika Muster")
    client.keyboard.press("Enter")
    expect(client.get_by_text("Sie sind im Warteraum")).to_be_visible()
