"""Debian's nginx with the shipped configuration on free loopback ports, and what it is asked."""

import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from websockets.sync.client import connect

from tests.service import free_port
from tests.tls import client_of, write_certificate

SHIPPED = Path(__file__).parents[2] / "deploy/nginx"
NAME = "video.example.org"
SECONDS_TO_START = 20
# As on a new Debian: both logs are on, and the configuration below has to silence them.
AROUND = """
daemon off;
pid nginx.pid;
error_log error.log info;
events { worker_connections 256; }
http {
    access_log access.log;
    gzip on;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include videoberatung.conf;
}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str

    @classmethod
    def to(
        cls, connection: http.client.HTTPConnection, method: str, path: str, **more: Any
    ) -> Self:
        connection.request(method, path, **more)
        response = connection.getresponse()
        return cls(response.status, response.headers, response.read().decode())


@dataclass
class Proxy:
    directory: Path
    http_port: int = field(default_factory=free_port)
    https_port: int = field(default_factory=free_port)
    backends: dict[str, int] = field(default_factory=dict)
    "Port of the process for each address in the shipped configuration."

    @property
    def tls(self) -> ssl.SSLContext:
        return client_of(self.directory / "certificate.pem")

    def connection(self, tls: ssl.SSLContext | None = None) -> socket.socket:
        return (tls or self.tls).wrap_socket(self._plain(), server_hostname=NAME)

    def _plain(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.https_port), timeout=10)

    def request(self, path: str, **more: Any) -> "Answer":
        return self.requests([path], **more)[0]

    def requests(self, paths: Sequence[str], **more: Any) -> "list[Answer]":
        """Requests over one TLS connection."""
        connection = http.client.HTTPConnection(NAME)
        connection.sock = self.connection()
        method = "POST" if "body" in more else "GET"
        with closing(connection):
            return [Answer.to(connection, method, path, **more) for path in paths]

    def plain_request(self, path: str) -> "Answer":
        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=10)
        with closing(connection):
            return Answer.to(connection, "GET", path, headers={"Host": NAME})

    def seen(self, path: str, **more: Any) -> dict[str, Any]:
        """What the process behind has seen of a request."""
        return dict(json.loads(self.request(path, **more).text))

    def socket_seen(self, path: str) -> dict[str, Any]:
        address = f"wss://{NAME}{path}"
        with connect(address, sock=self._plain(), ssl=self.tls, proxy=None) as live:
            return dict(json.loads(live.recv(timeout=10)))

    def log(self) -> str:
        return "".join(path.read_text() for path in self.directory.glob("*.log"))

    def configure(self) -> None:
        certificate, key = self.directory / "certificate.pem", self.directory / "key.pem"
        write_certificate(certificate, key, names=[NAME])
        text = (SHIPPED / "videoberatung.conf").read_text()
        text = re.sub(r"listen \[::\].*\n", "", text)
        text = text.replace("listen 80", f"listen 127.0.0.1:{self.http_port}")
        text = text.replace("listen 443", f"listen 127.0.0.1:{self.https_port}")
        text = text.replace("/etc/videoberatung/tls", str(self.directory))
        text = text.replace("/opt/videoberatung/deploy/nginx", str(SHIPPED))
        for address, port in self.backends.items():
            assert f"server {address}" in text
            text = text.replace(f"server {address}", f"server 127.0.0.1:{port}")
        (self.directory / "videoberatung.conf").write_text(text)
        (self.directory / "nginx.conf").write_text(AROUND)

    @property
    def command(self) -> list[str]:
        return ["/usr/sbin/nginx", "-p", str(self.directory), "-c", "nginx.conf"]


@contextmanager
def nginx(*, down: Sequence[str] = ()) -> Iterator[Proxy]:
    """Start nginx and the processes behind it, except those whose address is in `down`."""
    directory = Path(tempfile.mkdtemp(prefix="videoberatung-proxy-"))
    directory.chmod(0o755)
    addresses = ("127.0.0.1:8000", "127.0.0.1:8001", "127.0.0.1:8002")
    proxy = Proxy(directory, backends={address: free_port() for address in addresses})
    proxy.configure()
    with ExitStack() as running:
        for port in [port for address, port in proxy.backends.items() if address not in down]:
            running.enter_context(_process(_backend(port), port))
        running.enter_context(_process(proxy.command, proxy.https_port))
        yield proxy
    shutil.rmtree(directory)


def _backend(port: int) -> list[str]:
    server = [sys.executable, "-m", "uvicorn", "tests.deploy.echo:app", "--port", str(port)]
    return [*server, "--ws", "websockets-sansio", "--log-level", "error"]


@contextmanager
def _process(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_until_it_listens(process, port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_until_it_listens(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nothing listens at port {port}")
