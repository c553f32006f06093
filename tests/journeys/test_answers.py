"""Those invited answer, and a colleague takes over."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import sign_in
from tests.journeys.steps import (
    BERLIN,
    admit,
    enter_waiting_room,
    open_room,
    plan,
    sees,
    turn_on_devices,
)
from tests.service import Account, Service

pytestmark = pytest.mark.journey

ANSWER_LINK = re.compile(r"https?://\S+/w/[\w-]+/answer/")


def answer_link(service: Service, address: str, *, count: int = 1) -> str:
    text = service.mail_to(address, count=count).get_body(("plain",)).get_content()
    found = ANSWER_LINK.search(text)
    assert found is not None
    return found.group()


def colleague_of(service: Service) -> Account:
    return next(one for one in service.accounts if one.email == "ahorn@example.org")


def test_a_client_asks_for_another_time_and_gets_it(
    provider: Page, person: Callable[..., Page], service: Service
):
    address = "erika.antwortet@example.org"
    tomorrow = datetime.now(BERLIN).replace(hour=10, minute=0) + timedelta(days=1)
    plan(provider, service, name="Erika Antwort", address=address, starts_at=tomorrow)
    detail = provider.url

    client = person()
    client.goto(answer_link(service, address))
    expect(client.get_by_role("heading", name="Werden Sie kommen?")).to_be_visible()
    assert violations(client) == [], "the question"
    client.get_by_text("Um eine andere Zeit bitten").first.click()
    wish = client.get_by_role("group", name="1. Wunsch")
    wish.get_by_label("Tag").fill(tomorrow.strftime("%Y-%m-%d"))
    wish.get_by_label("Uhrzeit").fill("16:00")
    client.get_by_label("Nachricht an die Praxis").fill("Vormittags arbeite ich.")
    assert violations(client) == [], "asking for another time"
    client.get_by_role("button", name="Um eine andere Zeit bitten").click()
    expect(client.get_by_text("Sie haben um eine andere Zeit gebeten")).to_be_visible()

    told = service.mail_to(service.account("owner").email).get_body(("plain",)).get_content()
    assert "bittet um eine andere Zeit" in told
    assert "Erika" not in told
    assert "arbeite" not in told

    provider.goto(f"{service.url}/portal/appointments/")
    expect(provider.get_by_text("bittet um eine andere Zeit").first).to_be_visible()
    provider.goto(detail)
    expect(provider.get_by_text("Vormittags arbeite ich.")).to_be_visible()
    assert violations(provider) == [], "the answer"
    provider.get_by_role("link", name=re.compile("16:00")).click()
    provider.get_by_role("button", name=re.compile("Verschieben")).click()
    provider.wait_for_url(detail)

    client.goto(answer_link(service, address, count=2))
    expect(client.get_by_text("Ihre Antwort galt der früheren Zeit")).to_be_visible()
    client.get_by_role("button", name="Ich komme").press("Enter")
    expect(client.get_by_role("heading", name="Sie haben zugesagt")).to_be_visible()
    provider.goto(detail)
    expect(provider.get_by_text("hat zugesagt")).to_be_visible()


def test_who_had_accepted_cancels(provider: Page, person: Callable[..., Page], service: Service):
    address = "bernd.antwortet@example.org"
    tomorrow = datetime.now(BERLIN).replace(hour=12, minute=0) + timedelta(days=1)
    plan(provider, service, name="Bernd Antwort", address=address, starts_at=tomorrow)
    detail = provider.url
    client = person()
    client.goto(answer_link(service, address))
    client.get_by_role("button", name="Ich komme").click()
    client.get_by_role("button", name="Ich kann doch nicht kommen").click()
    expect(client.get_by_role("heading", name="Sie haben abgesagt")).to_be_visible()
    provider.goto(detail)
    expect(provider.get_by_text("hat wieder abgesagt")).to_be_visible()
    expect(provider.get_by_text("kommt doch nicht")).to_be_visible()


def test_a_colleague_takes_over_somebody_who_waits(
    provider: Page, person: Callable[..., Page], service: Service
):
    colleague = person()
    sign_in(colleague, service, colleague_of(service))
    planned = plan(provider, service, name="Erika Wartet", title="Übergabe")
    open_room(provider, planned)
    client = person()
    client.goto(planned.link)
    turn_on_devices(client)
    enter_waiting_room(client, planned.link, "Erika Wartet")
    expect(provider.get_by_role("button", name="Erika Wartet einlassen")).to_be_visible()
    expect(colleague.get_by_text("Erika Wartet")).to_have_count(0)

    with provider.expect_popup() as opened:
        provider.get_by_role("link", name=re.compile("Erika Wartet übergeben")).click()
    handing = opened.value
    handing.get_by_label("Wer übernimmt").select_option(label="Jonas Ahorn")
    assert violations(handing) == [], "handing over"
    handing.get_by_role("button", name="Übergeben").click()
    expect(handing.get_by_text("hält den Termin jetzt")).to_be_visible()

    expect(provider.get_by_text("Dieser Zugang gilt nicht mehr")).to_be_visible()
    expect(colleague.get_by_text("Erika Wartet").first).to_be_visible()
    colleague.get_by_role("link", name="Sprechstunde mit Erika Wartet öffnen").click()
    turn_on_devices(colleague)
    admit(colleague, "Erika Wartet")
    sees(colleague, "Bild von Erika Wartet")
    sees(client, "Bild von Jonas Ahorn")
    answer = provider.goto(planned.room_url)
    assert answer is not None
    assert answer.status == 403
