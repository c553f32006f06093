"""A conversation does not need the server once it runs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import FRAMES_DECODED, REMEMBER_CONNECTIONS
from tests.journeys.steps import admit, enter_waiting_room, meet, open_room, plan
from tests.service import Service

pytestmark = pytest.mark.journey


def test_a_killed_and_restarted_server_does_not_disturb_the_call(
    provider: Page, person: Callable[..., Page], service: Service
):
    client = person()
    provider.add_init_script(REMEMBER_CONNECTIONS)
    meet(provider, client, plan(provider, service))
    service.kill()
    expect(provider.get_by_text("das Gespräch läuft weiter")).to_be_visible()
    before = provider.evaluate(FRAMES_DECODED)
    provider.wait_for_timeout(3_000)
    assert provider.evaluate(FRAMES_DECODED) > before + 30

    client.get_by_role("button", name="Chat").click()
    client.get_by_label("Nachricht").fill("Hören Sie mich noch?")
    client.get_by_role("button", name="Senden").click()
    provider.get_by_role("button", name="Chat").click()
    expect(provider.get_by_text("Hören Sie mich noch?")).to_be_visible()

    service.start()
    expect(provider.get_by_text("das Gespräch läuft weiter")).to_be_hidden(timeout=30_000)
    provider.get_by_role("button", name="Für alle beenden").click()
    for page in (provider, client):
        heading = page.get_by_role("heading", name="Die Sprechstunde ist beendet")
        expect(heading).to_be_visible(timeout=30_000)


def test_after_a_restart_somebody_new_can_still_be_admitted(
    provider: Page, person: Callable[..., Page], service: Service
):
    planned = plan(provider, service, title="Nach dem Neustart")
    open_room(provider, planned)
    client = person()
    enter_waiting_room(client, planned.link)
    service.kill()
    service.start()
    admit(provider)
    expect(client.get_by_role("button", name="Verlassen")).to_be_visible(timeout=30_000)
