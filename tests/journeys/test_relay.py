"""A conversation that may only go through the operator's relay."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browsers import REMEMBER_CONNECTIONS
from tests.journeys.steps import meet, plan
from tests.relay.coturn import SECRET, Relay, coturn, with_loopback
from tests.relay.pair import Route, route
from tests.service import Service, new_service

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def relay() -> Iterator[Relay]:
    with coturn(with_loopback) as running:
        yield running


@pytest.fixture(params=["udp", "tcp"], scope="module")
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def service(relay: Relay, transport: str) -> Iterator[Service]:
    running = new_service(
        {
            "VIDEOBERATUNG_TURN_URLS": ",".join(relay.urls(transport)),
            "VIDEOBERATUNG_TURN_SECRET": SECRET,
            "VIDEOBERATUNG_RELAY_ONLY": "1",
        }
    )
    running.start()
    yield running
    running.stop()
    shutil.rmtree(running.directory, ignore_errors=True)


def test_both_see_each_other_and_all_of_it_is_relayed(
    provider: Page, person: Callable[..., Page], service: Service, transport: str
):
    client = person()
    for page in (provider, client):
        page.add_init_script(REMEMBER_CONNECTIONS)
    meet(provider, client, plan(provider, service))
    assert {route(provider), route(client)} == {Route("relay", "relay", transport)}
