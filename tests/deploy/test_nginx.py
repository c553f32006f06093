"""The shipped reverse proxy, run for real."""

import socket
import ssl
import subprocess
from collections.abc import Iterator

import pytest

from tests.deploy.nginx import NAME, Proxy, nginx
from tests.tls import client_of, outdated_client_of

PRACTICES = [f"practice-{number:013}" for number in range(20)]


@pytest.fixture(scope="module")
def proxy() -> Iterator[Proxy]:
    with nginx() as running:
        yield running


def test_nginx_finds_nothing_wrong_with_it(proxy: Proxy):
    done = subprocess.run([*proxy.command, "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "warn" not in done.stderr


def test_a_page_is_passed_on(proxy: Proxy):
    assert proxy.seen("/portal/")["path"] == "/portal/"


def test_the_visitor_cannot_say_who_and_where_it_is(proxy: Proxy):
    claims = {
        "X-Forwarded-For": "198.51.100.1",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Port": "1",
        "X-Real-IP": "198.51.100.1",
        "Forwarded": "for=198.51.100.1",
    }
    headers = proxy.seen("/", headers=claims)["headers"]
    forwarded = {name: value for name, value in headers.items() if "forwarded" in name}
    assert forwarded == {"x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https"}
    assert headers["host"] == NAME
    assert "x-real-ip" not in headers


def test_http_leads_to_https(proxy: Proxy):
    answer = proxy.plain_request("/w/token/")
    assert answer.status == 308
    assert answer.headers["Location"] == f"https://{NAME}/w/token/"


def test_another_name_gets_no_certificate(proxy: Proxy):
    plain = socket.create_connection(("127.0.0.1", proxy.https_port), timeout=10)
    context = client_of(proxy.directory / "certificate.pem")
    with plain, pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
        context.wrap_socket(plain, server_hostname="other.example")


def test_old_tls_and_ciphers_without_recommendation_are_refused(proxy: Proxy):
    certificate = proxy.directory / "certificate.pem"
    chacha = client_of(certificate)
    chacha.maximum_version = ssl.TLSVersion.TLSv1_2
    chacha.set_ciphers("ECDHE+CHACHA20")
    for refused in (outdated_client_of(certificate), chacha):
        with pytest.raises((ssl.SSLError, ConnectionError)):
            proxy.connection(refused)


@pytest.mark.parametrize(
    ("version", "ciphers"),
    [
        (ssl.TLSVersion.TLSv1_3, {"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"}),
        (
            ssl.TLSVersion.TLSv1_2,
            {"ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-GCM-SHA256"},
        ),
    ],
)
def test_both_allowed_versions_use_a_recommended_cipher(
    proxy: Proxy, version: ssl.TLSVersion, ciphers: set[str]
):
    client = client_of(proxy.directory / "certificate.pem")
    client.minimum_version = client.maximum_version = version
    with proxy.connection(client) as connection:
        assert isinstance(connection, ssl.SSLSocket)
        cipher = connection.cipher()
        assert cipher
        assert cipher[0] in ciphers


def test_a_practice_always_meets_the_same_process_and_not_all_the_same_one(proxy: Proxy):
    first = [proxy.socket_seen(f"/live/{key}/")["process"] for key in PRACTICES]
    again = [proxy.socket_seen(f"/live/{key}/")["process"] for key in PRACTICES]
    assert first == again
    assert len(set(first)) == 2
    assert proxy.seen("/")["process"] not in first


def test_a_socket_brings_the_real_address_too(proxy: Proxy):
    headers = proxy.socket_seen("/live/practice/")["headers"]
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert headers["host"] == NAME


def test_the_inside_is_not_reachable(proxy: Proxy):
    assert proxy.request("/internal/state").status == 404


def test_a_form_is_never_written_to_a_file(proxy: Proxy):
    before = (proxy.directory / "body").stat().st_mtime_ns
    assert proxy.request("/contact/", body=b"x" * 900_000).status == 200
    assert (proxy.directory / "body").stat().st_mtime_ns == before


def test_a_picture_may_come_and_is_never_written_to_a_file(proxy: Proxy):
    before = (proxy.directory / "body").stat().st_mtime_ns
    assert proxy.request("/account/picture/", body=b"x" * 10_900_000).status == 200
    assert (proxy.directory / "body").stat().st_mtime_ns == before
    too_large = proxy.request("/account/picture/", body=b"x" * 12_000_000)
    assert too_large.status == 413
    assert "Die Datei ist zu groß" in too_large.text


def test_what_is_too_large_is_refused(proxy: Proxy):
    assert proxy.request("/", body=b"x" * 1_100_000).status == 413
    assert proxy.request("/" + "x" * 8000).status == 414
    assert proxy.request("/", headers={"X-Long": "x" * 8000}).status == 400


def test_a_process_that_is_down_is_explained():
    with nginx(down=["127.0.0.1:8000"]) as proxy:
        answer = proxy.request("/")
        assert answer.status == 503
        assert "Der Dienst ist gerade nicht erreichbar" in answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert proxy.socket_seen("/live/practice/")["path"] == "/live/practice/"


@pytest.mark.promise(2)
def test_a_flood_is_cut_off_and_nobody_is_written_down():
    with nginx() as proxy:
        answers = proxy.requests(["/w/secret-token/"] * 300)
        refused = [answer for answer in answers if answer.status == 429]
        assert answers[0].status == 200
        assert refused
        assert "Das waren sehr viele Anfragen" in refused[0].text
        with pytest.raises((ssl.SSLError, ConnectionError)):
            proxy.connection(outdated_client_of(proxy.directory / "certificate.pem"))
        assert "127.0.0.1," not in proxy.log()
        assert "secret-token" not in proxy.log()
        assert "start worker process" in proxy.log()
