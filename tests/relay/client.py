"""A TURN client that asks one thing at a time and returns what the relay says."""

import base64
import hashlib
import hmac
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Protocol

from tests.relay import stun
from tests.relay.stun import Address, Message

UDP, TCP = 17, 6
PATIENCE_SECONDS = 0.5
ATTEMPTS = 10
STREAM_PATIENCE_SECONDS = 3


@dataclass(frozen=True)
class Credentials:
    username: str
    password: str


def credentials(secret: str, *, name: str = "person", seconds: int = 600) -> Credentials:
    """As coturn's `use-auth-secret` wants them; they expire in `seconds`."""
    username = f"{int(time.time()) + seconds}:{name}"
    mac = hmac.digest(secret.encode(), username.encode(), hashlib.sha1)
    return Credentials(username, base64.b64encode(mac).decode())


class Connection(Protocol):
    def send(self, data: bytes) -> None: ...
    def receive(self) -> bytes:
        """The next message. Raises TimeoutError when none comes within half a second."""
        ...


class Datagrams:
    def __init__(self, own: socket.socket) -> None:
        self._socket = own

    def send(self, data: bytes) -> None:
        self._socket.send(data)

    def receive(self) -> bytes:
        return self._socket.recv(4096)


class Stream:
    """STUN over TCP or TLS: the length in the header tells where a message ends."""

    def __init__(self, own: socket.socket) -> None:
        self._socket, self._file = own, own.makefile("rb")

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def receive(self) -> bytes:
        header = self._file.read(stun.HEADER.size)
        if not header:
            raise ConnectionError("the relay closed the connection")
        return header + self._file.read(stun.HEADER.unpack(header)[1])


class TurnClient:
    def __init__(self, connection: Connection, who: Credentials | None) -> None:
        self._connection, self._who = connection, who
        self._realm = self._nonce = b""
        self.relayed: tuple[Address, int] | None = None

    def ask(self, method: int, attributes: dict[int, bytes] | None = None) -> Message:
        """One request; credentials are shown when the relay asks for them."""
        answer = self._exchange(Message(method, attributes=attributes or {}))
        if answer.error in (401, 438) and self._who and self._nonce != _nonce(answer):
            self._realm, self._nonce = answer.attributes[stun.REALM], _nonce(answer)
            answer = self._exchange(Message(method, attributes=attributes or {}))
        return answer

    def allocate(self, *, transport: int = UDP, family: int = 4) -> Message:
        wanted = {stun.REQUESTED_TRANSPORT: bytes([transport, 0, 0, 0])}
        if family == 6:
            wanted[stun.REQUESTED_FAMILY] = bytes([2, 0, 0, 0])
        answer = self.ask(stun.ALLOCATE, wanted)
        if stun.XOR_RELAYED_ADDRESS in answer.attributes:
            value = answer.attributes[stun.XOR_RELAYED_ADDRESS]
            self.relayed = stun.unpack_address(value, answer.transaction)
        return answer

    def permit(self, peer: str | Address) -> Message:
        """Ask for the permission to exchange packets with this address."""
        return self._ask_about(stun.CREATE_PERMISSION, ipaddress.ip_address(peer), 0)

    def connect(self, peer: str, port: int) -> Message:
        """Ask for a TCP connection to a peer (RFC 6062)."""
        return self._ask_about(stun.CONNECT, ipaddress.ip_address(peer), port)

    def send_to(self, peer: tuple[Address, int], data: bytes) -> None:
        message = Message(stun.SEND, stun.INDICATION)
        message.attributes[stun.XOR_PEER_ADDRESS] = stun.pack_address(*peer, message.transaction)
        message.attributes[stun.DATA_VALUE] = data
        self._connection.send(stun.encode(message))

    def receive(self) -> bytes:
        """The next packet that was relayed to this client."""
        while True:
            message = stun.decode(self._connection.receive())
            if message.method == stun.DATA:
                return message.attributes[stun.DATA_VALUE]

    def _ask_about(self, method: int, peer: Address, port: int) -> Message:
        message = Message(method)
        message.attributes[stun.XOR_PEER_ADDRESS] = stun.pack_address(
            peer, port, message.transaction
        )
        return self._exchange(message)

    def _exchange(self, message: Message) -> Message:
        data = stun.encode(*self._signed(message))
        for _ in range(ATTEMPTS):
            self._connection.send(data)
            with suppress(TimeoutError):
                return self._answer_to(message)
        raise TimeoutError("the relay does not answer")

    def _answer_to(self, message: Message) -> Message:
        while True:
            answer = stun.decode(self._connection.receive())
            if answer.transaction == message.transaction:
                return answer

    def _signed(self, message: Message) -> tuple[Message, bytes | None]:
        if not self._who or not self._nonce:
            return message, None
        proof = {
            stun.USERNAME: self._who.username.encode(),
            stun.REALM: self._realm,
            stun.NONCE: self._nonce,
        }
        key = stun.long_term_key(self._who.username, self._realm.decode(), self._who.password)
        return replace(message, attributes=message.attributes | proof), key


def _nonce(answer: Message) -> bytes:
    return answer.attributes.get(stun.NONCE, b"")


@contextmanager
def over_udp(address: str, port: int, who: Credentials | None) -> Iterator[TurnClient]:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as own:
        own.settimeout(PATIENCE_SECONDS)
        own.connect((address, port))
        yield TurnClient(Datagrams(own), who)


@contextmanager
def over_tcp(
    address: str, port: int, who: Credentials | None, tls: ssl.SSLContext | None = None
) -> Iterator[TurnClient]:
    with socket.create_connection((address, port), timeout=STREAM_PATIENCE_SECONDS) as plain:
        own = tls.wrap_socket(plain, server_hostname="localhost") if tls else plain
        with own:
            yield TurnClient(Stream(own), who)
