"""Where the relay must not lead: every special-purpose address there is."""

import ipaddress
import random
from collections.abc import Iterator

import pytest

from tests.relay import stun
from tests.relay.client import TurnClient, over_udp
from tests.relay.coturn import Relay
from tests.relay.stun import Address

FORBIDDEN = 403
# RFC 6890 and the two IANA registries of special-purpose addresses, written down again here so
# that a range lost from the configuration is noticed.
SPECIAL = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
    *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
    *("192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
    *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    *("::/128", "::1/128", "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48"),
    *("100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16"),
    *("fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
]
NETWORKS = [ipaddress.ip_network(text) for text in SPECIAL]
METADATA_SERVICES = [
    "169.254.169.254",
    "100.100.100.200",
    "fd00:ec2::254",
    "::ffff:169.254.169.254",
]
DISGUISED = [
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
]
PUBLIC = [
    *("1.0.0.1", "9.9.9.9", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1"),
    *("169.253.255.255", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.167.255.255"),
    *("192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255"),
    *("2000::1", "2001:200::1", "2003::1", "2620:fe::fe", "2a00::1", "3ffe:ffff::1"),
]
RANDOM_ADDRESSES = 12


def _samples() -> Iterator[Address]:
    """Both ends of each network and some addresses in it, always the same ones."""
    chance = random.Random(20)  # noqa: S311 - a sample, not a secret
    for network in NETWORKS:
        yield network[0]
        yield network[-1]
        for _ in range(RANDOM_ADDRESSES):
            yield network[chance.randrange(network.num_addresses)]
    # A byte that is zero between two that are not has slipped through a range before.
    for last in (1, 0x100, 0x1_0000, 0x100_0000, 0x100_0100, 0xFF00_0000):
        yield ipaddress.IPv6Address(last)
    yield from map(ipaddress.ip_address, METADATA_SERVICES + DISGUISED)


def _answers(relay: Relay, addresses: list[Address]) -> dict[Address, int]:
    """Error number of the permission for each address, 0 when it is granted."""
    answers = {}
    for version in (4, 6):
        with over_udp(relay.address, relay.port, relay.credentials()) as client:
            assert client.allocate(family=version).kind == stun.SUCCESS
            answers |= _ask(client, [a for a in addresses if a.version == version])
            client.ask(stun.REFRESH, {0x000D: bytes(4)})
    return answers


def _ask(client: TurnClient, addresses: list[Address]) -> dict[Address, int]:
    return {address: client.permit(address).error for address in addresses}


def test_special_addresses_are_refused(shipped: Relay):
    answers = _answers(shipped, list(_samples()))
    assert len(answers) > 400
    assert {address for address, error in answers.items() if error != FORBIDDEN} == set()


def test_public_addresses_pass(shipped: Relay):
    answers = _answers(shipped, [ipaddress.ip_address(text) for text in PUBLIC])
    assert {address for address, error in answers.items() if error} == set()


def test_the_exception_of_the_tests_opens_one_address_only(relay: Relay):
    loopback = ["127.0.0.1", "127.0.0.2", "127.255.255.254", "10.0.0.1", "::ffff:127.0.0.1"]
    answers = _answers(relay, [ipaddress.ip_address(text) for text in loopback])
    assert [str(address) for address, error in answers.items() if not error] == ["127.0.0.1"]


@pytest.mark.parametrize("peer", ["::1", "::ffff:9.9.9.9"])
def test_an_ipv4_relay_does_not_lead_to_ipv6(shipped: Relay, peer: str):
    with over_udp(shipped.address, shipped.port, shipped.credentials()) as client:
        client.allocate()
        assert client.permit(peer).kind == stun.ERROR
