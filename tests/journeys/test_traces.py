"""After a complete session nothing of it is anywhere: canaries, searched byte by byte."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import (
    admit,
    enter_waiting_room,
    open_room,
    plan,
    sees,
    turn_on_devices,
)
from tests.service import Service
from tests.traces import traces

pytestmark = pytest.mark.journey

NAME = "Kanaria Vogelsang"
TITLE = "Sprechstunde-im-Bestand-4712"
MESSAGE = "Zwitschern-im-Kanal-4711"
CANDIDATES = "window.__seen"
WATCH_CONNECTIONS = """
(() => {
    window.__seen = [];
    const original = RTCPeerConnection.prototype.setLocalDescription;
    RTCPeerConnection.prototype.setLocalDescription = async function (...given) {
        await original.apply(this, given);
        window.__seen.push(this.localDescription.sdp);
    };
})();
"""


def ice_passwords(page: Page) -> list[str]:
    """Of every session description this browser made: a value that occurs nowhere else."""
    descriptions: list[str] = page.evaluate(CANDIDATES)
    lines = [line for text in descriptions for line in text.splitlines()]
    return sorted({line.split(":", 1)[1] for line in lines if line.startswith("a=ice-pwd:")})


@pytest.mark.promise(12)
@pytest.mark.promise(13)
@pytest.mark.promise(18)
@pytest.mark.promise(21)
def test_nothing_of_a_session_reaches_the_disk(
    provider: Page, person: Callable[..., Page], service: Service
):
    client = person()
    client.add_init_script(WATCH_CONNECTIONS)
    planned = plan(provider, service, title=TITLE)
    assert traces(service, TITLE), "the search finds what is in the database alone"

    open_room(provider, planned)
    turn_on_devices(provider)
    client.goto(planned.link)
    turn_on_devices(client)
    enter_waiting_room(client, planned.link, NAME)
    admit(provider, NAME)
    sees(client, "Bild von Dr. Maren Linde")
    client.get_by_role("button", name="Chat").click()
    client.get_by_label("Nachricht").fill(MESSAGE)
    client.get_by_role("button", name="Senden").click()
    provider.get_by_role("button", name="Chat").click()
    expect(provider.get_by_text(MESSAGE)).to_be_visible()

    passwords = ice_passwords(client)
    assert passwords
    for canary in (NAME, MESSAGE, *passwords):
        assert traces(service, canary) == [], "while the session runs"

    provider.get_by_role("button", name="Für alle beenden").click()
    expect(client.get_by_role("heading", name="Die Sprechstunde ist beendet")).to_be_visible()
    for canary in (NAME, MESSAGE, *passwords):
        assert traces(service, canary) == [], "after its end"


@pytest.mark.promise(4)
@pytest.mark.promise(5)
def test_the_client_keeps_one_cookie_and_contacts_nobody_else(
    provider: Page, person: Callable[..., Page], service: Service
):
    client = person()
    contacted: set[str] = set()
    client.on("request", lambda request: contacted.add(request.url.split("/")[2]))
    planned = plan(provider, service, title="Ein Keks")
    open_room(provider, planned)
    enter_waiting_room(client, planned.link)
    admit(provider)
    client.get_by_role("button", name="Verlassen").click()
    expect(client.get_by_role("heading", level=1)).to_be_visible()

    assert contacted == {f"{service.host}:{service.port}"}
    cookies = client.context.cookies()
    assert [cookie["name"] for cookie in cookies] == ["APPSESSION"]
    assert cookies[0]["expires"] == -1
    stored = "[localStorage.length, sessionStorage.length]"
    expect(client.get_by_role("heading", level=1)).to_be_visible()
    assert client.evaluate(stored) == [0, 0]
