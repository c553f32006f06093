"""The practice writes to those who wait, and they answer; nobody between them reads it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import sign_in
from tests.journeys.steps import Planned, admit, enter_waiting_room, open_room, plan
from tests.service import Service
from tests.traces import traces

pytestmark = pytest.mark.journey

DOWN = "Kanarienvogel-abwaerts-4711"
UP = "Kanarienvogel-aufwaerts-0815"
TO_PRACTICE = "Ihre Nachricht an die Praxis"
APPEARANCES = [
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
]


class Frames:
    """What goes over the sockets of a page, as the server sees it."""

    def __init__(self, page: Page) -> None:
        self.texts: list[str] = []
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: self.texts.append(str(payload)))
        socket.on("framereceived", lambda payload: self.texts.append(str(payload)))

    def of_kind(self, kind: str) -> list[str]:
        return [text for text in self.texts if f'"t":"{kind}"' in text]


@pytest.fixture
def organiser(person: Callable[..., Page], service: Service) -> Page:
    """Somebody who plans and writes, and lets nobody in; on the page of the day."""
    page = person()
    sign_in(page, service, service.account("organiser"))
    return page


def lobby(page: Page) -> Locator:
    return page.get_by_role("region", name="Warteraum")


def write_to(page: Page, name: str, text: str) -> None:
    page.get_by_role("button", name=f"Nachricht an {name}").click()
    page.get_by_role("textbox", name=f"Nachricht an {name}").fill(text)
    page.get_by_role("button", name="Senden").click()


def answer(client: Page, text: str) -> None:
    client.get_by_label(TO_PRACTICE).fill(text)
    client.get_by_role("button", name="Senden").click()


def waits(person: Callable[..., Page], planned: Planned, name: str, **more) -> Page:
    client = person(**more)
    enter_waiting_room(client, planned.link, name)
    return client


@pytest.mark.promise(16)
def test_nobody_between_the_practice_and_the_person_reads_their_notes(
    provider: Page, organiser: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Verschlossen")
    client = person()
    seen = Frames(client)
    desk = organiser.context.new_page()
    seen_at_the_desk = Frames(desk)
    desk.goto(f"{service.url}/portal/")
    enter_waiting_room(client, planned.link, "Kanaria Vogelsang")

    write_to(desk, "Kanaria Vogelsang", DOWN)
    expect(client.get_by_role("log").get_by_text(DOWN)).to_be_visible()
    answer(client, UP)
    expect(desk.get_by_role("log").get_by_text(UP)).to_be_visible()

    for frames in (seen, seen_at_the_desk):
        assert len(frames.of_kind("note")) >= 2, "the search looks at what was sent"
        assert not [text for text in frames.texts if DOWN in text or UP in text]
    for canary in (DOWN, UP):
        assert traces(service, canary) == []
    stored = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    for page in (client, desk):
        kept: str = page.evaluate(stored)
        assert not re.search("Kanarienvogel|key", kept)
    assert client.evaluate("indexedDB.databases().then((all) => all.length)") == 0


def test_the_organiser_writes_to_one_and_to_all_and_reads_the_answers(
    provider: Page, organiser: Page, person: Callable[..., Page], service: Service
):
    first = plan(provider, service, title="Die eine")
    second = plan(provider, service, title="Der andere")
    anna, bert = waits(person, first, "Anna Beispiel"), waits(person, second, "Bert Beispiel")

    write_to(organiser, "Anna Beispiel", "Nur für Sie")
    expect(anna.get_by_text("Nur für Sie")).to_be_visible()
    expect(anna.get_by_text("Praxis am Lindenplatz hat gesehen, dass Sie da sind")).to_be_visible()
    organiser.get_by_role("button", name="Schließen").click()
    lobby(organiser).get_by_role("button", name="An alle schreiben").click()
    organiser.get_by_role("button", name="Noch 5 Minuten").click()
    organiser.get_by_role("button", name="Senden").click()
    for client in (anna, bert):
        expect(client.get_by_text("Es dauert noch etwa 5 Minuten.")).to_be_visible()
    expect(bert.get_by_text("Nur für Sie")).to_have_count(0)

    answer(bert, "Ich warte gern")
    expect(lobby(organiser).get_by_role("status")).to_have_text(
        "Bert Beispiel hat Ihnen geschrieben."
    )
    lobby(organiser).get_by_role("button", name="Nachricht (1 neu) an Bert Beispiel").click()
    expect(organiser.get_by_role("log").get_by_text("Ich warte gern")).to_be_visible()
    expect(lobby(organiser).get_by_role("button", name="neu")).to_have_count(0)
    for name in ("Einlassen", "Öffnen"):
        expect(organiser.get_by_role("button", name=name)).to_have_count(0)
        expect(organiser.get_by_role("link", name=name)).to_have_count(0)


def test_the_provider_writes_from_the_room_and_all_who_may_see_it_read_the_answer(
    provider: Page, organiser: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Aus der Sprechstunde")
    client = waits(person, planned, "Pia Probe")
    open_room(provider, planned)
    write_to(provider, "Pia Probe", "Gleich geht es los")
    expect(client.get_by_text("Gleich geht es los")).to_be_visible()
    answer(client, "Bin bereit")
    expect(provider.get_by_role("log").get_by_text("Bin bereit")).to_be_visible()
    lobby(organiser).get_by_role("button", name="Nachricht (1 neu) an Pia Probe").click()
    expect(organiser.get_by_role("log").get_by_text("Bin bereit")).to_be_visible()

    admit(provider, "Pia Probe")
    expect(client.get_by_role("button", name="Verlassen")).to_be_visible()
    expect(client.get_by_text("Gleich geht es los")).to_have_count(0)
    expect(lobby(organiser).get_by_role("button", name="an Pia Probe")).to_have_count(0)
    expect(organiser.get_by_text("Bin bereit")).to_have_count(0)


def test_somebody_who_waits_writes_first_and_it_arrives_when_somebody_looks(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Niemand liest")
    provider.goto("about:blank")
    client = waits(person, planned, "Frida Frage")
    client.get_by_role("button", name="Nachricht schreiben").click()
    answer(client, "Ist jemand da?")
    expect(client.get_by_text("noch nicht angekommen")).to_be_visible()
    open_room(provider, planned)
    provider.get_by_role("button", name="Nachricht (1 neu) an Frida Frage").click()
    expect(provider.get_by_text("Ist jemand da?")).to_be_visible()
    expect(client.get_by_text("noch nicht angekommen")).to_have_count(0)


def test_notes_go_on_after_a_restart_of_the_server(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Neustart im Warteraum")
    client = waits(person, planned, "Nora Neu")
    open_room(provider, planned)
    write_to(provider, "Nora Neu", "Vor dem Neustart")
    expect(client.get_by_text("Vor dem Neustart")).to_be_visible()
    service.kill()
    answer(client, "Während des Neustarts")
    expect(client.get_by_text("noch nicht angekommen")).to_be_visible()
    service.start()
    log = provider.get_by_role("log")
    expect(log.get_by_text("Während des Neustarts")).to_be_visible(timeout=40_000)
    expect(log.get_by_text("Vor dem Neustart")).to_be_visible()
    provider.get_by_role("textbox", name="Nachricht an Nora Neu").fill("Es geht weiter")
    provider.get_by_role("button", name="Senden").click()
    expect(client.get_by_text("Es geht weiter")).to_be_visible()


def test_what_cannot_be_sent_is_said_at_the_field_and_stays(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Zu lang")
    client = waits(person, planned, "Lena Lang")
    client.get_by_role("button", name="Nachricht schreiben").click()
    client.get_by_role("button", name="Senden").click()
    expect(client.get_by_text("Bitte schreiben Sie etwas.")).to_be_visible()
    answer(client, "x" * 1010)
    expect(client.get_by_text("höchstens 1000 Zeichen")).to_be_visible()
    expect(client.get_by_text("10 Zeichen zu viel")).to_be_visible()
    expect(client.get_by_label(TO_PRACTICE)).to_have_value("x" * 1010)
    client.get_by_label(TO_PRACTICE).fill("x" * 990)
    expect(client.get_by_text("noch 10 Zeichen")).to_be_visible()


def test_a_note_is_text_and_nothing_else(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Nur Text")
    client = waits(person, planned, "Theo Text")
    open_room(provider, planned)
    write_to(provider, "Theo Text", "<b>fett</b>\nzweite Zeile \u202e umgedreht")
    expect(client.get_by_text("<b>fett</b>")).to_be_visible()
    shown = client.get_by_role("log").locator(".text").inner_text()
    assert "\n" in shown
    assert "\u202e" not in shown


def test_writing_needs_no_mouse(
    provider: Page, organiser: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Ohne Maus")
    client = waits(person, planned, "Tim Taste")
    button = lobby(organiser).get_by_role("button", name="Nachricht an Tim Taste")
    button.focus()
    organiser.keyboard.press("Enter")
    field = organiser.get_by_role("textbox", name="Nachricht an Tim Taste")
    expect(field).to_be_focused()
    organiser.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(button).to_be_focused()
    organiser.keyboard.press("Enter")
    organiser.keyboard.press("Shift+Tab")
    organiser.keyboard.press("Enter")
    expect(field).to_have_value("Bitte schalten Sie Ihre Kamera und Ihr Mikrofon ein.")
    expect(field).to_be_focused()
    organiser.keyboard.type(" Danke.")
    organiser.keyboard.press("Tab")
    organiser.keyboard.press("Enter")
    expect(client.get_by_text("Mikrofon ein. Danke.")).to_be_visible()
    expect(field).to_be_focused()
    client.get_by_label(TO_PRACTICE).focus()
    client.keyboard.type("Gern")
    client.keyboard.press("Control+Enter")
    expect(organiser.get_by_role("log").get_by_text("Gern")).to_be_visible()
    client.get_by_role("button", name="Warteraum verlassen").click()
    expect(lobby(organiser).get_by_role("heading", name="Warteraum")).to_be_focused()


def test_each_state_is_usable_narrow_in_the_dark_and_by_everybody(
    provider: Page, organiser: Page, person: Callable[..., Page], service: Service
):
    first = plan(provider, service, title="Für alle lesbar")
    second = plan(provider, service, title="Auch für alle lesbar")
    anna = waits(person, first, "Anna Beispiel")
    waits(person, second, "Karl-Friedrich von und zu Beispielhausen-Langenfeld")
    open_room(provider, first)
    write_to(provider, "Anna Beispiel", "Donaudampfschifffahrtsgesellschaft" * 5)
    expect(anna.get_by_role("log").locator(".msg")).to_be_visible()
    anna.get_by_role("button", name="Senden").click()
    looks_right(anna, "waiting room, with a problem at the field")
    answer(anna, "Danke")
    expect(provider.get_by_role("log").get_by_text("Danke")).to_be_visible()
    expect(
        organiser.get_by_role("button", name="Nachricht (1 neu) an Anna Beispiel")
    ).to_be_visible()
    looks_right(provider, "room")
    looks_right(organiser, "lobby with an answer")
    organiser.get_by_role("button", name="An alle schreiben").click()
    looks_right(organiser, "writing to all")


def looks_right(page: Page, state: str) -> None:
    for appearance in APPEARANCES:
        page.set_viewport_size(appearance["viewport"])
        page.emulate_media(color_scheme=appearance["color_scheme"])
        assert violations(page) == [], state
        width = appearance["viewport"]["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
