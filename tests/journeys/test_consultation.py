"""The main job, from planning to forgetting."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.steps import (
    BERLIN,
    admit,
    enter_waiting_room,
    loudness,
    meet,
    open_room,
    plan,
    write,
)
from tests.service import Service

pytestmark = pytest.mark.journey

# Decoders fill silence with a breath of noise.
QUIET = 0.01
COUNT_RESTARTS = """() => {
    window.__restarts = 0;
    for (const element of document.querySelectorAll('audio, video')) {
        element.addEventListener('emptied', () => { window.__restarts += 1; });
    }
}"""
ENDED = "Die Sprechstunde ist beendet"


def check_the_receipt_of(client: Page) -> None:
    """Save it, and let the service look at the file on the page for it."""
    with client.expect_download() as saved:
        client.get_by_role("button", name="Nachweis speichern").click()
    with client.expect_popup() as opened:
        client.get_by_role("link", name="Prüfen, ob ein Nachweis echt ist").click()
    page = opened.value
    assert violations(page) == []
    page.get_by_label("oder die gespeicherte Datei wählen").set_input_files(
        {
            "name": saved.value.suggested_filename,
            "mimeType": "text/plain",
            "buffer": saved.value.path().read_bytes(),
        }
    )
    page.get_by_role("button", name="Prüfen").click()
    expect(page.get_by_text("Diesen Nachweis hat dieser Dienst unterschrieben")).to_be_visible()
    expect(page.get_by_text("1 Name im Warteraum")).to_be_visible()
    assert violations(page) == []
    page.close()


def test_plan_invite_wait_talk_and_end(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service)
    client = person()
    client.goto(planned.link)
    expect(client.get_by_text("Praxis am Lindenplatz").first).to_be_visible()
    # Planned two minutes before midnight, it is tomorrow.
    when = re.compile("(Heute|Morgen), [0-9:]{5} \u2013 [0-9:]{5}")
    expect(client.get_by_text(when)).to_be_visible()

    meet(provider, client, planned)
    assert loudness(provider) > 0
    assert loudness(client) > 0

    write(client, "Guten Tag, <b>hören</b> Sie mich?")
    provider.get_by_role("button", name="Chat").click()
    expect(provider.get_by_text("Guten Tag, <b>hören</b> Sie mich?")).to_be_visible()
    write(provider, "Ja, sehr gut.")
    expect(client.get_by_text("Ja, sehr gut.")).to_be_visible()

    provider.get_by_role("button", name="Für alle beenden").click()
    for page in (provider, client):
        expect(page.get_by_role("heading", name=ENDED)).to_be_visible()
        expect(page.get_by_role("heading", name="Löschnachweis")).to_be_visible()
        expect(page.get_by_text("Bild, Ton und Chat")).to_be_visible()
    assert violations(client) == []
    check_the_receipt_of(client)

    client.goto(planned.link)
    expect(client.get_by_role("heading", name="Diese Sprechstunde ist vorbei")).to_be_visible()


def test_muting_silences_and_speaking_again_is_heard(
    provider: Page, person: Callable[..., Page], service: Service
):
    client = person()
    meet(provider, client, plan(provider, service, title="Stumm und wieder laut"))
    client.get_by_role("button", name="Mikrofon ausschalten").click()
    expect(provider.get_by_text("Mikrofon aus")).to_be_visible()
    loudness(provider, milliseconds=500)  # what was on its way
    assert loudness(provider, milliseconds=2_500) < QUIET
    client.get_by_role("button", name="Mikrofon einschalten").click()
    assert loudness(provider) > 0


def test_drawing_the_page_anew_restarts_neither_picture_nor_sound(
    provider: Page, person: Callable[..., Page], service: Service
):
    client = person()
    meet(provider, client, plan(provider, service, title="Neu gezeichnet"))
    provider.evaluate(COUNT_RESTARTS)
    for panel in ("Geräte", "Chat", "Geräte"):
        provider.get_by_role("button", name=panel).click()
    assert loudness(provider) > QUIET
    assert provider.evaluate("window.__restarts") == 0


def test_a_camera_can_be_switched_off_and_on(
    provider: Page, person: Callable[..., Page], service: Service
):
    client = person()
    meet(provider, client, plan(provider, service, title="Kamera aus und an"))
    client.get_by_role("button", name="Kamera ausschalten").click()
    expect(provider.get_by_text("Kamera aus", exact=True)).to_be_visible()
    client.get_by_role("button", name="Kamera einschalten").click()
    expect(provider.get_by_label("Bild von Erika Muster")).to_be_visible()


def test_a_call_works_without_camera_and_microphone(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Ohne Geräte")
    open_room(provider, planned)
    client = person()
    enter_waiting_room(client, planned.link)
    admit(provider)
    write(client, "Ich schreibe nur.")
    provider.get_by_role("button", name="Chat").click()
    expect(provider.get_by_text("Ich schreibe nur.")).to_be_visible()


def test_a_reloaded_page_comes_back_into_the_call(
    provider: Page, person: Callable[..., Page], service: Service
):
    client = person()
    meet(provider, client, plan(provider, service, title="Neu geladen"))
    client.reload()
    expect(client.get_by_role("button", name="Verlassen")).to_be_visible()
    write(client, "Wieder da.")
    provider.get_by_role("button", name="Chat").click()
    expect(provider.get_by_text("Wieder da.")).to_be_visible()


def test_who_leaves_finds_the_way_back_while_the_session_runs(
    provider: Page, person: Callable[..., Page], service: Service
):
    client = person()
    meet(provider, client, plan(provider, service, title="Kurz weg"))
    client.get_by_role("button", name="Verlassen").click()
    heading = client.get_by_role("heading", name="Sie haben die Sprechstunde verlassen")
    expect(heading).to_be_visible()
    client.get_by_role("button", name="Zurück in die Sprechstunde").click()
    client.get_by_label("Vor- und Nachname").fill("Erika Muster")
    client.get_by_role("button", name="Warteraum betreten").click()
    admit(provider)
    expect(client.get_by_role("button", name="Verlassen")).to_be_visible()


def test_the_moderator_opens_an_ended_consultation_again(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Doch noch etwas")
    client = person()
    meet(provider, client, planned)
    provider.get_by_role("button", name="Für alle beenden").click()
    provider.get_by_role("button", name="Sprechstunde wieder öffnen").click()
    expect(provider.get_by_role("region", name="Warteraum")).to_be_visible()
    client.goto(planned.link)
    enter_waiting_room(client, planned.link)
    admit(provider)
    expect(client.get_by_role("button", name="Verlassen")).to_be_visible()


def test_before_its_time_the_door_says_when_it_opens(
    provider: Page, person: Callable[..., Page], service: Service
):
    start = (datetime.now(BERLIN) + timedelta(days=1)).replace(hour=14, minute=30)
    planned = plan(provider, service, title="Morgen", starts_at=start)
    client = person()
    client.goto(planned.link)
    expect(client.get_by_text("Morgen, 14:30 \u2013 15:00")).to_be_visible()
    expect(client.get_by_text("Der Warteraum öffnet um 14:00 Uhr.")).to_be_visible()
    expect(client.get_by_role("button", name="Warteraum betreten")).to_be_hidden()
