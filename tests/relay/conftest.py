from collections.abc import Iterator

import pytest

from tests.relay.coturn import Relay, coturn, with_loopback


@pytest.fixture(scope="module")
def shipped() -> Iterator[Relay]:
    """The relay exactly as it is shipped: it refuses loopback too."""
    with coturn() as relay:
        yield relay


@pytest.fixture(scope="module")
def relay() -> Iterator[Relay]:
    """The shipped relay with the tests' exception for its own loopback address."""
    with coturn(with_loopback) as running:
        yield running
