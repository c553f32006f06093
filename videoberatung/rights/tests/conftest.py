from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache

from videoberatung.rights.tests.factories import NOW


@pytest.fixture
def on_monday() -> Iterator[None]:
    """It is half past ten in Berlin, and stays so."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _nobody_was_here_before() -> None:
    """What limits have counted in other tests is forgotten."""
    cache.clear()
