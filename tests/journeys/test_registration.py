"""A provider registers a practice, adds a passkey and plans a first appointment."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.steps import plan
from tests.service import Service

pytestmark = pytest.mark.journey

ADDRESS, TWICE = "ada.sommer@example.org", "zwei.klicks@example.org"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
# Both at once, as an impatient finger does; where each of them was led.
SEND_TWICE = """async () => {
    const form = document.querySelector('form.stack');
    const send = () => fetch(form.action || location.href, {
        method: 'POST', body: new URLSearchParams(new FormData(form)),
    }).then((answer) => new URL(answer.url).pathname);
    return Promise.all([send(), send()]);
}"""


def type_practice(page: Page, service: Service) -> None:
    """From the first step to the last but its button; Enter leads on."""
    page.goto(f"{service.url}/portal/shop/register/")
    page.get_by_label("Name der Praxis").fill("Praxis am Mühlenteich")
    page.get_by_label("Art der Praxis").select_option("Psychotherapie")
    page.get_by_label("Straße und Hausnummer").fill("Seeweg 1")
    page.get_by_label("Postleitzahl").fill("10115")
    page.get_by_label("Ort", exact=True).fill("Berlin")
    assert violations(page) == [], "practice"
    page.keyboard.press("Enter")
    expect(page.get_by_text("Schritt 2 von 4")).to_be_visible()
    page.get_by_role("textbox", name="Ansprechperson", exact=True).fill("Ruth Esche")
    page.get_by_label("E-Mail-Adresse").fill("esche@example.org")
    assert violations(page) == [], "contact person"
    page.keyboard.press("Enter")
    expect(page.get_by_text("Schritt 3 von 4")).to_be_visible()
    page.get_by_label("Kontoinhaber").fill("Ada Sommer")
    page.get_by_label("IBAN").fill("DE89 3704 0044 0532 0130 00")
    assert violations(page) == [], "bank details"
    page.keyboard.press("Enter")
    expect(page.get_by_text("Schritt 4 von 4")).to_be_visible()


def type_account(page: Page, address: str) -> None:
    page.get_by_label("Vorname").fill("Ada")
    page.get_by_label("Nachname").fill("Sommer")
    page.get_by_label("E-Mail-Adresse").fill(address)
    page.get_by_label("Passwort", exact=True).fill("vier Wörter im Wind")
    page.get_by_label("Nutzungsbedingungen").check()
    page.get_by_label("Auftragsverarbeitung").check()


def type_code(page: Page, service: Service, address: str) -> None:
    mail = service.mail_to(address).get_body(("plain",)).get_content()
    page.get_by_label("Code").fill(re.search(r"\d{4} \d{4}", mail)[0])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/portal/welcome/"))


def add_passkey(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.get_by_role("link", name="Passkey hinzufügen").click()
    page.get_by_label("Name", exact=True).fill("Mein Telefon")
    page.get_by_role("button", name="Passkey erstellen").click()
    expect(page.get_by_role("heading", name="Notfallcodes")).to_be_visible()


def test_from_registering_to_the_first_appointment(person: Callable[..., Page], service: Service):
    page = person()
    type_practice(page, service)
    expect(page.get_by_text("BIC COBADEFFXXX, Commerzbank")).to_be_visible()
    assert violations(page) == [], "account"
    type_account(page, ADDRESS)
    page.get_by_role("button", name="Praxis verbindlich anmelden").click()
    type_code(page, service, ADDRESS)
    expect(page.get_by_text("Praxis am Mühlenteich ist angemeldet")).to_be_visible()
    assert violations(page) == [], "welcome"

    page.get_by_role("link", name="Konto sichern").click()
    add_passkey(page)
    page.goto(f"{service.url}/portal/practice/contract/")
    expect(page.get_by_text("DE … 3000")).to_be_visible()
    assert violations(page) == [], "contract"
    page.get_by_role("link", name="Bankverbindung ändern").click()
    expect(page.get_by_label("IBAN")).to_be_visible()
    assert violations(page) == [], "bank details of the contract"

    planned = plan(page, service, title="Der erste Termin")
    client = person()
    client.goto(planned.link)
    expect(client.get_by_text("Praxis am Mühlenteich").first).to_be_visible()


def test_a_wrong_digit_is_told_and_the_way_back_loses_nothing(
    person: Callable[..., Page], service: Service
):
    page = person(viewport={"width": 390, "height": 844}, color_scheme="dark")
    type_practice(page, service)
    page.get_by_role("button", name=re.compile("Ändern.*Bankverbindung")).click()
    page.get_by_label("IBAN").fill("DE89 3704 0044 0532 0130 01")
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_role("alert")).to_contain_text("Tippfehler")
    expect(page.get_by_label("IBAN")).to_have_value("DE89 3704 0044 0532 0130 01")
    assert violations(page) == [], "error"
    page.get_by_role("button", name="Zurück").click()
    page.get_by_role("button", name="Zurück").click()
    expect(page.get_by_label("Name der Praxis")).to_have_value("Praxis am Mühlenteich")


def test_a_form_sent_twice_at_once_makes_one_practice(
    person: Callable[..., Page], service: Service
):
    page = person()
    type_practice(page, service)
    type_account(page, TWICE)
    assert page.evaluate(SEND_TWICE) == ["/email/code/", "/email/code/"]
    page.goto(f"{service.url}/email/code/")
    type_code(page, service, TWICE)
    assert len([mail for mail in service.mails() if TWICE in (mail["To"] or "")]) == 1
