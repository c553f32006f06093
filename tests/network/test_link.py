"""The link decides about a packet by its conditions alone."""

import pytest

from tests.network.link import Conditions, Link


def packet(*, protocol: int = 17, size: int = 1000) -> bytes:
    return bytes(9) + bytes([protocol]) + bytes(size - 10)


def arrival(link: Link, *, now: float = 0.0, chance: float = 0.5, shake: float = 0.0, **of: int):
    return link.arrival(packet(**of), now=now, chance=chance, shake=shake)


def test_a_link_without_conditions_delivers_at_once():
    assert arrival(Link(), now=3.0) == 3.0


@pytest.mark.parametrize(("chance", "is_lost"), [(0.19, True), (0.2, False), (0.9, False)])
def test_loss_takes_its_share(chance: float, is_lost: bool):
    assert (arrival(Link(Conditions(loss=0.2)), chance=chance) is None) == is_lost


def test_delay_and_jitter_add_up():
    assert arrival(Link(Conditions(delay=0.1, jitter=0.05)), now=1.0, shake=0.5) == 1.125


def test_a_narrow_link_lets_one_packet_after_the_other_through():
    link = Link(Conditions(bits_per_second=8000))
    assert [arrival(link), arrival(link), arrival(link, now=5.0)] == [1.0, 2.0, 6.0]


def test_a_full_queue_drops_until_something_has_left_it():
    link = Link(Conditions(delay=1.0, longest_queue=2))
    assert [arrival(link), arrival(link), arrival(link)] == [1.0, 1.0, None]
    link.delivered_one()
    assert arrival(link) == 1.0
    assert (link.delivered, link.dropped) == (1, 1)


@pytest.mark.parametrize(
    ("blocked", "udp_passes", "tcp_passes"),
    [("nothing", True, True), ("udp", False, True), ("everything", False, False)],
)
def test_a_firewall_stops_what_it_is_told(blocked, udp_passes: bool, tcp_passes: bool):
    link = Link(Conditions(blocked=blocked))
    assert (arrival(link, protocol=17) is not None) == udp_passes
    assert (arrival(link, protocol=6) is not None) == tcp_passes
