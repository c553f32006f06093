from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from videoberatung.booking.tests.factories import MONDAY_10


@pytest.fixture(autouse=True)
def _first_of_its_hour() -> None:
    """Nothing was counted before."""
    cache.clear()


@pytest.fixture
def client() -> Client:
    """A browser that asks for English."""
    return Client(headers={"Accept-Language": "en"})


@pytest.fixture
def on_monday() -> Iterator[None]:
    """It is Monday, ten o'clock, and stays so."""
    with time_machine.travel(MONDAY_10, tick=False):
        yield
