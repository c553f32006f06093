"""Who may use the relay, how much of it, and what it remembers of them."""

import ssl
from contextlib import ExitStack

import pytest

from tests.relay import stun
from tests.relay.client import TCP, Credentials, credentials, over_tcp, over_udp
from tests.relay.coturn import PREVIOUS_SECRET, Relay, coturn
from tests.tls import client_of, outdated_client_of

UNAUTHORIZED, FORBIDDEN, UNSUPPORTED_TRANSPORT, QUOTA_REACHED = 401, 403, 442, 486
QUOTA = 12


def test_valid_credentials_open_the_relay(shipped: Relay):
    with over_udp(shipped.address, shipped.port, shipped.credentials()) as client:
        assert client.allocate().kind == stun.SUCCESS


def test_a_changed_secret_and_the_one_before_are_both_valid(shipped: Relay):
    with over_udp(shipped.address, shipped.port, credentials(PREVIOUS_SECRET)) as client:
        assert client.allocate().kind == stun.SUCCESS


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(None, id="none"),
        pytest.param(credentials("another secret"), id="another secret"),
        pytest.param(Credentials("person", "password"), id="no time to live"),
        pytest.param(Credentials(credentials("").username, ""), id="empty password"),
    ],
)
def test_other_credentials_do_not(shipped: Relay, wrong: Credentials | None):
    with over_udp(shipped.address, shipped.port, wrong) as client:
        assert client.allocate().error == UNAUTHORIZED


def test_expired_credentials_do_not(shipped: Relay):
    expired = shipped.credentials(seconds=-1)
    with over_udp(shipped.address, shipped.port, expired) as client:
        assert client.allocate().error == UNAUTHORIZED


def test_the_relay_is_reached_over_tcp_and_over_tls(shipped: Relay):
    who = shipped.credentials(name="behind-a-firewall")
    with over_tcp(shipped.address, shipped.port, who) as client:
        assert client.allocate().kind == stun.SUCCESS
    tls = client_of(shipped.certificate)
    with over_tcp(shipped.address, shipped.tls_port, who, tls) as client:
        assert client.allocate().kind == stun.SUCCESS


def test_old_tls_is_refused(shipped: Relay):
    old = outdated_client_of(shipped.certificate)
    with (
        # coturn leaves such a client without an answer.
        pytest.raises((ssl.SSLError, ConnectionError, TimeoutError)),
        over_tcp(shipped.address, shipped.tls_port, None, old),
    ):
        pass


def test_it_relays_no_tcp_connections(shipped: Relay):
    with over_tcp(shipped.address, shipped.port, shipped.credentials(name="tcp")) as client:
        assert client.allocate(transport=TCP).error == UNSUPPORTED_TRANSPORT
        assert client.connect("9.9.9.9", 25).error == FORBIDDEN


def test_one_person_has_a_quota_and_the_next_one_their_own(shipped: Relay):
    with ExitStack() as open_until_the_end:

        def allocate(name: str) -> int:
            who = shipped.credentials(name=name)
            client = over_udp(shipped.address, shipped.port, who)
            return open_until_the_end.enter_context(client).allocate().error

        assert [allocate("greedy") for _ in range(QUOTA + 1)] == [0] * QUOTA + [QUOTA_REACHED]
        assert allocate("modest") == 0


def test_two_relayed_people_reach_each_other(relay: Relay):
    with (
        over_udp(relay.address, relay.port, relay.credentials(name="one")) as one,
        over_udp(relay.address, relay.port, relay.credentials(name="other")) as other,
    ):
        one.allocate()
        other.allocate()
        assert one.relayed
        assert other.relayed
        assert one.permit(other.relayed[0]).kind == stun.SUCCESS
        assert other.permit(one.relayed[0]).kind == stun.SUCCESS
        one.send_to(other.relayed, b"sealed")
        assert other.receive() == b"sealed"


def _use(relay: Relay) -> None:
    with over_tcp(relay.address, relay.port, relay.credentials(name="somebody")) as client:
        client.allocate()
        client.permit("9.9.9.9")
        client.ask(stun.REFRESH, {0x000D: bytes(4)})


def _traces(relay: Relay) -> list[str]:
    written = relay.written()
    return [trace for trace in ("peer 127.0.0.1", "somebody", "session 0") if trace in written]


@pytest.mark.promise(2)
def test_it_writes_nothing_about_anybody():
    with coturn() as relay:
        _use(relay)
        assert _traces(relay) == []
        # A log may still lie in a buffer: there must be no file it could go to.
        assert {path.name for path in relay.open_files()} <= {"output", "turndb"}


def test_the_check_above_would_see_a_log():
    def talkative(configuration: str) -> str:
        quiet = ("log-file=/dev/null\n", "no-stdout-log\n")
        for line in quiet:
            configuration = configuration.replace(line, "")
        return configuration + "verbose\nlog-file=stdout\n"

    with coturn(talkative) as relay:
        _use(relay)
        assert "somebody" in _traces(relay)
