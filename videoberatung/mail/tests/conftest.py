from collections.abc import Iterator

import pytest
from pytest_django import Settings

from videoberatung.mail import registry
from videoberatung.mail.tests.server import MailServer, mail_server

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def server(smtp: Settings) -> Iterator[MailServer]:
    """A mail server to which the product sends in this test."""
    with mail_server() as running:
        smtp.EMAIL_PORT = running.port
        yield running


@pytest.fixture
def smtp(settings: Settings) -> Settings:
    settings.EMAIL_BACKEND = SMTP
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 0.5
    settings.DEFAULT_FROM_EMAIL = "Praxis <termine@praxis.example>"
    return settings


@pytest.fixture(autouse=True)
def only_kinds_of_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_renderers", {})
