"""What people do, step by step, by the names they read on the page."""

import itertools
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.service import Service

BERLIN = ZoneInfo("Europe/Berlin")
_numbers = itertools.count(1)
LINK = re.compile(r"https?://\S+/w/[\w-]+/")
FRAMES = """(name) => {
    const video = [...document.querySelectorAll('video')]
        .find((element) => element.getAttribute('aria-label') === name);
    return video ? video.getVideoPlaybackQuality().totalVideoFrames : -1;
}"""

LISTEN = """async (milliseconds) => {
    const element = [...document.querySelectorAll('audio')].find((one) => one.srcObject);
    if (!element) return -1;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(element.srcObject).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const until = performance.now() + milliseconds;
    let loudest = 0;
    while (performance.now() < until && loudest < 0.01) {
        analyser.getFloatTimeDomainData(samples);
        loudest = samples.reduce((most, one) => Math.max(most, Math.abs(one)), loudest);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await context.close();
    return loudest;
}"""


@dataclass(frozen=True)
class Planned:
    """An appointment on the provider's page, and the link its participant got."""

    room_url: str
    link: str


def plan(
    provider: Page,
    service: Service,
    *,
    name: str = "Erika Muster",
    address: str | None = None,
    title: str = "Kontrolltermin",
    starts_at: datetime | None = None,
    minutes: int = 30,
) -> Planned:
    """Plan an appointment (from now on unless told otherwise) and read the invitation.

    Without an address the person gets a new one, so that no earlier mail is taken for theirs.
    """
    address = address or f"erika.{next(_numbers)}@example.org"
    start = starts_at or datetime.now(BERLIN) + timedelta(minutes=2)
    provider.goto(f"{service.url}/portal/appointments/")
    provider.get_by_role("link", name="Termin planen").first.click()
    provider.get_by_label("Titel").fill(title)
    provider.get_by_label("Datum").fill(start.strftime("%Y-%m-%d"))
    provider.get_by_label("Beginn").fill(start.strftime("%H:%M"))
    provider.get_by_label("Dauer (Minuten)").fill(str(minutes))
    person = provider.get_by_role("group", name="Teilnehmer 1")
    person.get_by_label("Name").fill(name)
    person.get_by_label("E-Mail-Adresse").fill(address)
    provider.get_by_role("button", name="Planen und einladen").click()
    anyway = provider.get_by_role("button", name="Trotzdem planen und einladen")
    planned = provider.get_by_role("link", name="Sprechstunde öffnen")
    expect(anyway.or_(planned)).to_be_visible()
    if anyway.is_visible():  # the tests of one service meet at the same time
        anyway.click()
    provider.wait_for_url(re.compile(r"/portal/appointments/[0-9a-f-]{36}/"))
    room = provider.get_by_role("link", name="Sprechstunde öffnen").get_attribute("href")
    link = LINK.search(service.mail_to(address).get_body(("plain",)).get_content())
    assert link is not None
    return Planned(room_url=f"{service.url}{room}", link=link.group())


def open_room(provider: Page, planned: Planned) -> None:
    provider.goto(planned.room_url)
    expect(provider.get_by_role("region", name="Warteraum")).to_be_visible()


def turn_on_devices(page: Page) -> None:
    page.get_by_role("button", name="Kamera und Mikrofon einschalten").click()
    expect(page.get_by_label("Eigenes Bild")).to_be_visible()


def enter_waiting_room(client: Page, link: str, name: str = "Erika Muster") -> None:
    """From the link, or from the door where this page already stands."""
    if "/waiting-room/" not in client.url:
        client.goto(link)
    client.get_by_label("Vor- und Nachname").fill(name)
    client.get_by_role("button", name="Warteraum betreten").click()
    expect(client.get_by_text("Sie sind im Warteraum")).to_be_visible()


def admit(provider: Page, name: str = "Erika Muster") -> None:
    provider.get_by_role("button", name=f"{name} einlassen").click()


def sees(page: Page, name: str) -> None:
    """The picture named so moves: frames go on arriving."""
    page.wait_for_function(f"(name) => ({FRAMES})(name) > 5", arg=name, timeout=20_000)


def loudness(page: Page, *, milliseconds: int = 4_000) -> float:
    """The loudest moment of the others' sound (0 to 1), listened to for at most so long.

    Chromium's pretended microphone beeps once a second; the first beep ends the wait.
    """
    heard: float = page.evaluate(LISTEN, milliseconds)
    return heard


def write(page: Page, text: str) -> None:
    """Send a line of chat; the panel is opened when it is not."""
    field = page.get_by_label("Nachricht")
    if not field.is_visible():
        page.get_by_role("button", name="Chat").click()
    field.fill(text)
    page.get_by_role("button", name="Senden").click()


def meet(provider: Page, client: Page, planned: Planned, name: str = "Erika Muster") -> None:
    """Both in the room with camera and microphone, each seeing the other."""
    open_room(provider, planned)
    turn_on_devices(provider)
    client.goto(planned.link)
    turn_on_devices(client)
    enter_waiting_room(client, planned.link, name)
    admit(provider, name)
    sees(provider, f"Bild von {name}")
    sees(client, "Bild von Dr. Maren Linde")
