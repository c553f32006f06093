from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """Attempts are counted in the cache, which outlives a test's transaction."""
    cache.clear()
    yield
    cache.clear()
