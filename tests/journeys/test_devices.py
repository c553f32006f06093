"""Camera and microphone that are refused, missing or busy: said plainly, and no dead end."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import admit, enter_waiting_room, open_room, plan
from tests.service import Service

pytestmark = pytest.mark.journey

# Chromium's pretended devices always work: the browser's answer is put in their place.
FAILS = """
navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '%s'));
"""
SENTENCES = {
    "NotAllowedError": "Der Browser darf es nicht verwenden.",
    "NotFoundError": "Es wurde keines gefunden.",
    "NotReadableError": "Ein anderes Programm verwendet es.",
}


@pytest.mark.parametrize("failure", SENTENCES)
def test_a_device_that_does_not_start_is_explained_and_one_can_go_on(
    provider: Page, person: Callable[..., Page], service: Service, failure: str
):
    planned = plan(provider, service, title="Kein Gerät")
    open_room(provider, planned)
    client = person()
    client.add_init_script(FAILS % failure)
    client.goto(planned.link)
    client.get_by_role("button", name="Kamera und Mikrofon einschalten").click()
    expect(client.get_by_text(SENTENCES[failure]).first).to_be_visible()
    enter_waiting_room(client, planned.link)
    admit(provider)
    expect(client.get_by_role("button", name="Verlassen")).to_be_visible()


def test_nothing_is_switched_on_before_somebody_asks_for_it(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Erst fragen")
    client = person()
    client.add_init_script(FAILS % "NotAllowedError" + "window.__asked = 0;")
    client.add_init_script(
        "const ask = navigator.mediaDevices.getUserMedia;"
        "navigator.mediaDevices.getUserMedia = (w) => { window.__asked += 1; return ask(w); };"
    )
    enter_waiting_room(client, planned.link)
    assert client.evaluate("window.__asked") == 0


def test_another_microphone_can_be_chosen_during_the_test(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Anderes Mikrofon")
    client = person()
    client.goto(planned.link)
    client.get_by_role("button", name="Kamera und Mikrofon einschalten").click()
    client.get_by_text("Andere Geräte wählen").click()
    microphone = client.get_by_label("Mikrofon", exact=True)
    choices = microphone.locator("option").all()
    assert len(choices) > 1
    chosen = choices[-1].get_attribute("value")
    microphone.select_option(chosen)
    expect(microphone).to_have_value(chosen or "")
    expect(client.get_by_text("wir hören Sie")).to_be_visible()
