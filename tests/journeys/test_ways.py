"""Without the mail: a sheet of paper, a code typed on a phone, an address put right."""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.axe import violations
from tests.journeys.steps import LINK, enter_waiting_room, open_room, plan
from tests.service import Service

pytestmark = pytest.mark.journey
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}\b")


def open_person(provider: Page, name: str = "Erika Muster") -> None:
    provider.get_by_role("link", name=f"Link, Code, Blatt für {name}").click()
    expect(provider.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_a_printed_code_leads_to_the_waiting_room_after_a_typing_error(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service)
    open_person(provider)
    assert violations(provider) == [], "all ways to invite"
    provider.get_by_role("link", name="Blatt zum Ausdrucken").click()
    assert violations(provider) == [], "the sheet"
    with provider.expect_download() as download:
        provider.get_by_role("link", name="Als PDF speichern").click()
    content = download.value.path().read_bytes()
    [sheet] = PdfReader(io.BytesIO(content)).pages
    printed = CODE.search(sheet.extract_text())
    assert printed is not None
    code = printed.group()

    client = person()
    client.set_viewport_size({"width": 390, "height": 844})
    client.goto(f"{service.url}/code/")
    assert violations(client) == [], "the page for the code"
    field = client.get_by_label("Code von Ihrem Blatt")
    field.fill(("1" if code[0] != "1" else "2") + code[1:])
    client.keyboard.press("Enter")
    expect(client.get_by_text("Im Code ist ein Tippfehler.").first).to_be_visible()
    assert violations(client) == [], "a typing error"
    field.fill(code.replace("-", " ").lower())
    client.keyboard.press("Enter")
    client.wait_for_url("**/waiting-room/**")
    enter_waiting_room(client, planned.link)
    open_room(provider, planned)
    expect(provider.get_by_role("button", name="Erika Muster einlassen")).to_be_visible()


def test_an_address_put_right_ends_the_link_that_went_to_the_wrong_one(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service)
    open_person(provider)
    provider.get_by_role("link", name="Adresse berichtigen").click()
    provider.get_by_label("E-Mail-Adresse").fill("richtig@example.org")
    assert violations(provider) == [], "another address"
    provider.get_by_role("button", name="Speichern und einladen").click()
    expect(provider.get_by_text("Die Einladung an richtig@example.org")).to_be_visible()
    text = service.mail_to("richtig@example.org").get_body(("plain",)).get_content()
    link = LINK.search(text)
    assert link is not None
    assert link.group() != planned.link

    client = person()
    client.goto(planned.link)
    expect(
        client.get_by_role("heading", name="Dieser Link führt zu keiner Sprechstunde")
    ).to_be_visible()
    enter_waiting_room(client, link.group())
