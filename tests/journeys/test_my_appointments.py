"""A client with an account finds the appointment there, and needs no link."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.steps import (
    admit,
    enter_waiting_room,
    open_room,
    plan,
    sees,
    turn_on_devices,
)
from tests.service import Service

pytestmark = pytest.mark.journey

CODE = re.compile(r"\b\d{4} \d{4}\b")
NO_APPOINTMENT = "Zurzeit kein Termin."


def register(page: Page, service: Service, address: str, *, mails_before: int = 0) -> None:
    """Up to the own calendar; the code comes by mail."""
    page.goto(f"{service.url}/register/")
    page.get_by_label("Vorname").fill("Erika")
    page.get_by_label("Nachname").fill("Muster")
    page.get_by_label("E-Mail-Adresse").fill(address)
    page.get_by_label("Passwort", exact=True).fill("vier Wörter im Wind")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bitte sehen Sie in Ihre Mails")).to_be_visible()
    mail = service.mail_to(address, count=mails_before + 1).get_body(("plain",)).get_content()
    code = CODE.search(mail)
    assert code is not None
    page.get_by_label("Code").fill(code.group())
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/my/appointments/"))


def test_an_invitation_from_before_is_found_and_leads_to_the_provider_without_the_link(
    provider: Page, person: Callable[..., Page], service: Service
):
    address = "erika.findet@example.org"
    planned = plan(provider, service, address=address)
    client = person()
    register(client, service, address, mails_before=1)
    expect(client.get_by_text("Dr. Maren Linde")).to_be_visible()
    assert violations(client) == [], "one appointment"

    client.get_by_role("button", name="Zum Warteraum").click()
    client.wait_for_url(re.compile("/waiting-room/"))
    turn_on_devices(client)
    enter_waiting_room(client, planned.link)
    open_room(provider, planned)
    turn_on_devices(provider)
    admit(provider)
    sees(provider, "Bild von Erika Muster")
    sees(client, "Bild von Dr. Maren Linde")


def test_who_is_invited_to_nothing_reads_how_appointments_get_here(
    person: Callable[..., Page], service: Service
):
    client = person()
    register(client, service, "niemand.lud.ein@example.org")
    expect(client.get_by_role("heading", name=NO_APPOINTMENT)).to_be_visible()
    expect(client.get_by_text("niemand.lud.ein@example.org")).to_be_visible()
    expect(client.get_by_role("button", name="Zum Warteraum")).to_have_count(0)
    assert violations(client) == [], "no appointment"
