"""A client registers, adds a passkey and signs in by it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.service import Service

pytestmark = pytest.mark.journey

ADDRESS = "erika.muster@example.org"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """Keeps passkeys, and its owner is always there.

    Chromium forgets a device when a page comes from another process than the one before:
    it is attached where it is needed and takes its passkeys along.
    """

    def __init__(self) -> None:
        self.passkeys: list[dict[str, Any]] = []

    def attach(self, page: Page) -> None:
        self._tools = page.context.new_cdp_session(page)
        self._tools.send("WebAuthn.enable")
        added = self._tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self._id = {"authenticatorId": added["authenticatorId"]}
        for passkey in self.passkeys:
            self._tools.send("WebAuthn.addCredential", self._id | {"credential": passkey})

    def detach(self) -> None:
        self.passkeys = self._tools.send("WebAuthn.getCredentials", self._id)["credentials"]
        self._tools.detach()


def test_from_registering_to_signing_in_by_passkey(person: Callable[..., Page], service: Service):
    page = person()
    page.goto(f"{service.url}/register/")
    assert violations(page) == [], "registering"
    page.get_by_label("Vorname").fill("Erika")
    page.get_by_label("Nachname").fill("Muster")
    page.get_by_label("E-Mail-Adresse").fill(ADDRESS)
    page.get_by_label("Passwort", exact=True).fill("vier Wörter im Wind")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Bitte sehen Sie in Ihre Mails")).to_be_visible()
    assert violations(page) == [], "code"
    mail = service.mail_to(ADDRESS).get_body(("plain",)).get_content()
    page.get_by_label("Code").fill(re.search(r"\d{4} \d{4}", mail)[0])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/my/"))

    page.goto(f"{service.url}/account/security/")
    assert violations(page) == [], "security"
    page.get_by_role("link", name="Passkey hinzufügen").click()
    assert violations(page) == [], "new passkey"
    device = Device()
    device.attach(page)
    page.get_by_label("Name", exact=True).fill("Mein Telefon")
    page.get_by_role("button", name="Passkey erstellen").click()
    expect(page.get_by_role("heading", name="Notfallcodes")).to_be_visible()
    device.detach()
    assert violations(page) == [], "recovery codes"

    page.goto(f"{service.url}/account/security/")
    expect(page.get_by_text("Mein Telefon")).to_be_visible()
    expect(page.get_by_text("dieser hier")).to_be_visible()
    assert violations(page) == [], "security with a passkey"
    page.get_by_role("banner").get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("link", name="Anmelden", exact=True)).to_be_visible()

    page.goto(f"{service.url}/login/")
    device.attach(page)
    # A page asks for passkeys when it opens. The browser offers what it has by itself, and
    # this owner always accepts.
    page.reload()
    page.wait_for_url(re.compile("/my/"))
    assert device.passkeys
