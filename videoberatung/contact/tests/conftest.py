from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings

from videoberatung.mail.tests.server import MailServer, mail_server


@pytest.fixture(autouse=True)
def first_of_the_hour() -> None:
    cache.clear()


@pytest.fixture
def smtp(settings: Settings) -> Settings:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.DEFAULT_FROM_EMAIL = "termine@praxis.example"
    return settings


@pytest.fixture
def server(smtp: Settings) -> Iterator[MailServer]:
    with mail_server() as running:
        smtp.EMAIL_PORT = running.port
        yield running
