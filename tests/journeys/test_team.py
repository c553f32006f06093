"""An organiser comes into the team by mail, plans, sees who waits, enters nothing, and goes."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import sign_in
from tests.journeys.steps import enter_waiting_room, plan
from tests.service import Service

pytestmark = pytest.mark.journey

ADDRESS = "nora.neumann@example.org"
LINK = re.compile(r"https?://\S+/join/[\w-]+/")
# With the ticket that the page itself would use: what does the server say to this message?
SAY_IN_THE_LOBBY = """async (message) => {
    const config = await (await fetch("/portal/lobby/")).json();
    const mark = document.querySelector('meta[name="session-mark"]').content;
    const headers = { "X-CSRFToken": config.csrfToken, "Session-Mark": mark };
    const answer = await fetch(config.ticketUrl, { method: "POST", headers });
    const { ticket } = await answer.json();
    const socket = new WebSocket(location.origin.replace("http", "ws") + config.socketUrl);
    return new Promise((resolve) => {
        socket.onopen = () => socket.send(JSON.stringify({ t: "hello", v: 1, ticket }));
        socket.onmessage = ({ data }) => {
            const heard = JSON.parse(data).t;
            if (heard === "lobby") socket.send(JSON.stringify(message));
            if (heard === "pong") resolve("pong");
        };
        socket.onclose = ({ code, reason }) => resolve(`${code} ${reason}`);
    });
}"""
STATUS_OF = """async ([method, path]) => {
    const config = await (await fetch("/portal/lobby/")).json();
    const headers = { "X-CSRFToken": config.csrfToken };
    return (await fetch(path, { method, headers })).status;
}"""
SOMEBODY = "x" * 22


def invite(owner: Page, service: Service) -> str:
    owner.goto(f"{service.url}/portal/team/")
    owner.get_by_role("link", name="Jemanden einladen").click()
    assert violations(owner) == []
    owner.get_by_label("E-Mail-Adresse").fill(ADDRESS)
    owner.get_by_label("Rolle").select_option("organiser")
    owner.get_by_role("button", name="Einladen", exact=True).click()
    expect(owner.get_by_text("Einladung an nora.neumann@example.org ist unterwegs")).to_be_visible()
    assert violations(owner) == []
    link = LINK.search(service.mail_to(ADDRESS).get_body(("plain",)).get_content())
    assert link is not None
    return link.group()


def join(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", name="Praxis am Lindenplatz lädt Sie")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Vorname").fill("Nora")
    page.get_by_label("Nachname").fill("Neumann")
    page.get_by_label("Passwort", exact=True).fill("lindgruen-fahrrad-7")
    page.get_by_role("button", name="Konto anlegen und beitreten").click()
    expect(page.get_by_text("Willkommen bei: Praxis am Lindenplatz")).to_be_visible()


def test_an_organiser_comes_by_mail_and_goes_at_once_when_removed(
    provider: Page, person: Callable[..., Page], service: Service
):
    organiser, client = person(), person()
    join(organiser, invite(provider, service))

    planned = plan(provider, service, title="Geplant von der Inhaberin")
    enter_waiting_room(client, planned.link)
    organiser.goto(f"{service.url}/portal/")
    waiting = organiser.get_by_role("region", name="Warteraum")
    expect(waiting.get_by_text("Erika Muster")).to_be_visible()
    expect(waiting.get_by_role("link", name=re.compile("öffnen"))).to_have_count(0)
    waiting.get_by_role("button", name="Nachricht an Erika Muster").click()
    organiser.get_by_role("textbox", name="Nachricht an Erika Muster").fill("Noch fünf Minuten.")
    organiser.get_by_role("button", name="Senden").click()
    expect(client.get_by_role("log").get_by_text("Noch fünf Minuten.")).to_be_visible()

    organiser.goto(f"{service.url}/portal/appointments/new/")
    organiser.get_by_label("Durchgeführt von").select_option(label="Jonas Ahorn")
    # A day on which nothing else is planned that could be in the way.
    organiser.get_by_label("Datum").fill(f"{datetime.now(UTC) + timedelta(days=3):%Y-%m-%d}")
    guest = organiser.get_by_role("group", name="Teilnehmer 1")
    guest.get_by_label("Name").fill("Bernd Beispiel")
    guest.get_by_label("E-Mail-Adresse").fill("bernd.neu@example.org")
    organiser.get_by_role("button", name="Planen und einladen").click()
    expect(organiser.get_by_text("Die Einladung ist unterwegs")).to_be_visible()

    room = planned.room_url.removeprefix(service.url)
    organiser.goto(f"{service.url}/portal/")
    for call in (["GET", room], ["POST", f"{room}ticket/"]):
        assert organiser.evaluate(STATUS_OF, call) == 403
    assert organiser.evaluate(SAY_IN_THE_LOBBY, {"t": "ping", "n": 1}) == "pong"
    for message in (
        {"t": "admit", "peer": SOMEBODY},
        {"t": "refuse", "peer": SOMEBODY},
        {"t": "remove", "peer": SOMEBODY},
        {"t": "lock"},
        {"t": "end"},
        {"t": "to", "to": SOMEBODY, "m": {"k": "bye"}},
    ):
        assert organiser.evaluate(SAY_IN_THE_LOBBY, message) == "1008 protocol"
        organiser.wait_for_timeout(200)

    organiser.goto(f"{service.url}/portal/")
    expect(waiting.get_by_text("Erika Muster")).to_be_visible()
    provider.goto(f"{service.url}/portal/team/")
    assert violations(provider) == []
    provider.get_by_role("link", name="Nora Neumann entfernen").click()
    provider.get_by_role("button", name="Aus der Praxis entfernen").click()
    told = organiser.get_by_text("Ihr Zugang zum Warteraum ist beendet")
    expect(told).to_be_visible(timeout=2_000)
    expect(waiting.get_by_text("Erika Muster")).to_have_count(0)
    assert organiser.goto(f"{service.url}/portal/").status == 403


def test_who_works_for_two_practices_changes_between_them(
    person: Callable[..., Page], service: Service
):
    page = person()
    sign_in(page, service, service.account("organiser"))
    page.get_by_text("Praxis wechseln").click()
    assert violations(page) == []
    page.get_by_role("button", name="Beratungsstelle Uferweg").click()
    expect(page.get_by_text("Sie handeln jetzt für: Beratungsstelle Uferweg")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_table_of_roles_can_be_read(person: Callable[..., Page], service: Service, width: int):
    page = person(viewport={"width": width, "height": 900})
    page.goto(f"{service.url}/help/roles/")
    expect(page.get_by_role("rowheader")).to_have_count(9)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
