"""Real browsers reach each other through the relay, over each of its entrances."""

import pytest

from tests.browsers import chromiums
from tests.relay.coturn import Relay
from tests.relay.pair import Route, call, configuration, route


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_two_browsers_that_may_only_be_relayed_see_each_other(relay: Relay, transport: str):
    ice = configuration(relay.urls(transport), relay.credentials(name=transport), relay_only=True)
    with chromiums((), ()) as (first, second):
        one, other = first.new_page(), second.new_page()
        assert call(one, other, ice)
        assert {route(one), route(other)} == {Route("relay", "relay", transport)}


def test_without_the_relay_they_would_not(shipped: Relay):
    """The shipped relay refuses loopback: that the test above passes is the relay's doing."""
    ice = configuration(shipped.urls("udp"), shipped.credentials(), relay_only=True)
    with chromiums((), ()) as (first, second):
        assert not call(first.new_page(), second.new_page(), ice, patience_ms=4_000)
