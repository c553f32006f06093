"""Two bare pages in two networks: the way they find. Needs root."""

from collections.abc import Iterator

import pytest

from tests.browsers import chromiums
from tests.network.emulator import Network
from tests.network.link import Conditions
from tests.relay.coturn import Relay, coturn
from tests.relay.pair import Route, call, configuration, route

pytestmark = pytest.mark.long
ADDRESSES = {"a": ["198.18.1.2"], "b": ["198.18.2.2"], "s": ["198.18.3.2"]}


@pytest.fixture
def network() -> Iterator[Network]:
    with Network(ADDRESSES) as running:
        yield running


@pytest.fixture
def relay(network: Network) -> Iterator[Relay]:
    with coturn(listen=(network.address("s"),), within=network.within("s")) as running:
        yield running


def way(network: Network, relay: Relay, transport: str) -> Route:
    urls = relay.urls(transport)
    ice = configuration(urls, relay.credentials(), relay_only=False)
    with chromiums(network.within("a"), network.within("b")) as (first, second):
        one, other = first.new_page(), second.new_page()
        assert call(one, other, ice)
        return route(one)


def test_they_take_the_direct_way(network: Network, relay: Relay):
    found = way(network, relay, "udp")
    assert "relay" not in (found.local, found.remote)
    assert network.delivered("a", "b") > 10


def test_a_firewall_between_them_sends_them_through_the_relay(network: Network, relay: Relay):
    network.link("a", "b", Conditions(blocked="everything"))
    found = way(network, relay, "udp")
    assert (found.local, found.remote, found.transport) == ("relay", "relay", "udp")
    assert network.delivered("a", "b") == 0


def test_a_network_without_udp_reaches_the_relay_over_tcp(network: Network, relay: Relay):
    for pair in (("a", "b"), ("a", "s"), ("b", "s")):
        network.link(*pair, Conditions(blocked="udp"))
    found = way(network, relay, "tcp")
    assert (found.local, found.remote, found.transport) == ("relay", "relay", "tcp")
