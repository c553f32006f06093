"""Conversations between two networks, with the product and its relay in a third. Needs root."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import FRAMES_DECODED, REMEMBER_CONNECTIONS, chromiums
from tests.journeys.conftest import sign_in
from tests.journeys.steps import (
    admit,
    enter_waiting_room,
    open_room,
    plan,
    sees,
    turn_on_devices,
)
from tests.network.emulator import Network
from tests.network.link import Conditions
from tests.relay.coturn import SECRET, coturn
from tests.relay.pair import route
from tests.service import Service, new_service

pytestmark = pytest.mark.long
ADDRESSES = {"a": ["198.18.1.2", "198.18.1.3"], "b": ["198.18.2.2"], "s": ["198.18.3.2"]}
DOORWAY = str(Path(__file__).with_name("doorway.py"))
CLIENT, PROVIDER = "Bild von Erika Muster", "Bild von Dr. Maren Linde"
PATIENCE_MS = 30_000


@dataclass(frozen=True)
class Meeting:
    network: Network
    service: Service
    provider: Page
    client: Page

    def begins(self) -> None:
        """Both are in the call and see each other."""
        sign_in(self.provider, self.service, self.service.account("owner"))
        planned = plan(self.provider, self.service)
        open_room(self.provider, planned)
        turn_on_devices(self.provider)
        self.client.goto(planned.link)
        turn_on_devices(self.client)
        enter_waiting_room(self.client, planned.link)
        admit(self.provider)
        sees(self.provider, CLIENT)
        sees(self.client, PROVIDER)

    def goes_on(self, *, for_ms: int = 3_000) -> None:
        """Both pictures move, from now on."""
        before = [decoded(page) for page in (self.provider, self.client)]
        self.provider.wait_for_timeout(for_ms)
        for page, count in zip((self.provider, self.client), before, strict=True):
            wait_for_frames(page, more_than=count + 10)


def decoded(page: Page) -> int:
    """Frames of the other's picture that the page has decoded so far."""
    return int(page.evaluate(FRAMES_DECODED))


def wait_for_frames(page: Page, *, more_than: int) -> None:
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while decoded(page) <= more_than:
        assert time.monotonic() < deadline, "the picture stands still"
        page.wait_for_timeout(100)


@contextmanager
def _doorway(network: Network, name: str, listen: str, port: int, target: str) -> Iterator[None]:
    command = [*network.within(name), sys.executable, DOORWAY, listen, str(port), target]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        yield
        process.terminate()


@pytest.fixture
def meeting() -> Iterator[Meeting]:
    with ExitStack() as stack:
        network = stack.enter_context(Network(ADDRESSES))
        house = network.address("s")
        relay = stack.enter_context(coturn(listen=(house,), within=network.within("s")))
        urls = [*relay.urls("udp"), *relay.urls("tcp")]
        settings = {
            "VIDEOBERATUNG_TURN_URLS": ",".join(urls),
            "VIDEOBERATUNG_TURN_SECRET": SECRET,
        }
        service = new_service(settings, within=network.within("s"))
        stack.callback(shutil.rmtree, service.directory, ignore_errors=True)
        service.start()
        stack.callback(service.stop)
        for name, listen, target in (
            ("s", house, "127.0.0.1"),
            ("a", "127.0.0.1", house),
            ("b", "127.0.0.1", house),
        ):
            stack.enter_context(_doorway(network, name, listen, service.port, target))
        first, second = stack.enter_context(chromiums(network.within("a"), network.within("b")))
        pages = [browser.new_context(locale="de-DE").new_page() for browser in (first, second)]
        for page in pages:
            page.set_default_timeout(PATIENCE_MS)
            page.add_init_script(REMEMBER_CONNECTIONS)
        yield Meeting(network, service, *pages)


def test_two_networks_that_let_them_talk_directly(meeting: Meeting):
    meeting.begins()
    assert "relay" not in (route(meeting.provider).local, route(meeting.provider).remote)
    meeting.goes_on()


def test_a_firewall_between_them_sends_them_through_the_relay(meeting: Meeting):
    meeting.network.link("a", "b", Conditions(blocked="udp"))
    meeting.begins()
    assert "relay" in (route(meeting.provider).local, route(meeting.provider).remote)


def test_the_server_is_killed_in_the_middle(meeting: Meeting):
    meeting.begins()
    meeting.service.kill()
    expect(meeting.provider.get_by_text("das Gespräch läuft weiter")).to_be_visible()
    meeting.goes_on(for_ms=10_000)
    meeting.service.start()
    gone = meeting.provider.get_by_text("das Gespräch läuft weiter")
    expect(gone).to_be_hidden(timeout=PATIENCE_MS)
    meeting.goes_on()


def test_the_direct_way_is_cut_and_the_relay_takes_over(meeting: Meeting):
    meeting.begins()
    meeting.network.link("a", "b", Conditions(blocked="everything"))
    meeting.goes_on()
    assert "relay" in (route(meeting.provider).local, route(meeting.provider).remote)


def test_one_of_them_walks_into_another_network(meeting: Meeting):
    meeting.begins()
    meeting.network.move("a")
    meeting.goes_on()
