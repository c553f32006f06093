"""The emulated network does to real packets what the link says. Needs root."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.network.emulator import Network
from tests.network.link import Conditions

pytestmark = pytest.mark.long
PROBE = str(Path(__file__).with_name("probe.py"))
ADDRESSES = {"a": ["198.18.1.2", "198.18.1.3"], "b": ["198.18.2.2"]}


@pytest.fixture
def network() -> Iterator[Network]:
    with Network(ADDRESSES) as running, _echo(running):
        yield running


@contextmanager
def _echo(network: Network) -> Iterator[None]:
    command = [*network.within("b"), sys.executable, PROBE, "echo", network.address("b")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        yield
        process.terminate()


def round_trips(network: Network, *, count: int = 5) -> list[float]:
    """In seconds, of those packets out of `count` that were answered."""
    command = [sys.executable, PROBE, "ask", network.address("b"), str(count)]
    done = subprocess.run([*network.within("a"), *command], capture_output=True, check=True)
    return list(json.loads(done.stdout))


def test_packets_pass(network: Network):
    assert len(round_trips(network)) == 5
    assert network.delivered("a", "b") >= 5


def test_nothing_passes_a_blocked_link_until_it_is_open_again(network: Network):
    network.link("a", "b", Conditions(blocked="everything"))
    assert round_trips(network, count=2) == []
    network.link("a", "b", Conditions())
    assert len(round_trips(network, count=2)) == 2


def test_delay_counts_in_both_directions(network: Network):
    network.link("a", "b", Conditions(delay=0.1))
    assert min(round_trips(network)) >= 0.2


def test_some_packets_are_lost_and_some_are_not(network: Network):
    network.link("a", "b", Conditions(loss=0.3))
    assert 0 < len(round_trips(network, count=20)) < 20


def test_who_moves_is_reached_at_the_new_address(network: Network):
    network.move("a")
    assert network.address("a") == "198.18.1.3"
    assert len(round_trips(network)) == 5


def test_nothing_is_left_afterwards():
    with Network(ADDRESSES) as network:
        namespace = network.within("a")[-1]
        assert namespace in _namespaces()
    assert namespace not in _namespaces()


def _namespaces() -> str:
    command = ["ip", "netns", "list"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_without_root_it_fails_and_says_why(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(PermissionError, match="need root"), Network(ADDRESSES):
        pass
