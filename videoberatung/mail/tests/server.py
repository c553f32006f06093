"""A mail server on loopback that answers as a test wants."""

import asyncio
import email.policy
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

ACCEPTED = "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class MailServer:
    """Keeps what it took. The answers may be changed while it runs."""

    port: int
    to_sender: str = ACCEPTED
    to_recipient: str = ACCEPTED
    to_message: str = ACCEPTED
    drops_message: bool = False
    received: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: int = 0
    is_holding: threading.Event = field(default_factory=threading.Event)
    _hold_after: int | None = None
    _takes_held: bool = True

    def hold_after(self, count: int, *, takes_it: bool) -> None:
        """After that many mails leave the sender of the next one without an answer, for as
        long as it listens."""
        self._hold_after, self._takes_held = count, takes_it

    async def handle_EHLO(  # noqa: N802  # the library's name
        self, server: SMTP, session: Session, envelope: Envelope, host: str, answers: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = host
        return answers

    async def handle_MAIL(  # noqa: N802  # the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_sender == ACCEPTED:
            envelope.mail_from = address
        return self.to_sender

    async def handle_RCPT(  # noqa: N802  # the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_recipient == ACCEPTED:
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(  # noqa: N802  # the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content: Any = envelope.content
        mail = BytesParser(policy=email.policy.default).parsebytes(content)
        if len(self.received) == self._hold_after:
            self._hold_after = None
            if self._takes_held:
                self.received.append(mail)
            self.is_holding.set()
            await asyncio.Event().wait()
        if self.drops_message:
            assert server.transport is not None
            server.transport.abort()
        elif self.to_message == ACCEPTED:
            self.received.append(mail)
            self.recipients += envelope.rcpt_tos
        return self.to_message


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer(free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


@contextmanager
def silent_server() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]
