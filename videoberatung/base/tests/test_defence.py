"""What is noted for defence lies in memory and goes by itself within the hour (promise 2)."""

import time
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpRequest

from videoberatung.base.defence import (
    block,
    blocked,
    is_blocked,
    note_refusal,
    refused_lately,
    unblock,
)

NETWORK = "203.0.113.7"
HOUR = 60 * 60
START = 1_900_000_000.0

pytestmark = pytest.mark.promise(2)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_a_request_is_counted_once_however_often_it_is_refused():
    request = HttpRequest()
    note_refusal(request, NETWORK, START)
    note_refusal(request, NETWORK, START)
    note_refusal(HttpRequest(), NETWORK, START + 400)
    [found] = refused_lately(START + 400)
    assert (found.count, found.first_at, found.last_at) == (2, START, START + 400)


def test_it_is_gone_within_the_hour_from_the_memory_itself():
    with time_machine.travel(START, tick=False) as clock:
        note_refusal(HttpRequest(), NETWORK, time.time())
        clock.shift(HOUR / 2)
        assert NETWORK in repr([cache._cache, refused_lately(time.time())])
        clock.shift(HOUR / 2)
        assert refused_lately(time.time()) == []
        assert cache.get_many(list(_keys())) == {}


def _keys() -> list[str]:
    return [key.split(":", 2)[2] for key in cache._cache]


def test_a_block_ends_by_itself_after_an_hour_at_the_latest():
    with time_machine.travel(START, tick=False) as clock:
        block(NETWORK, minutes=600, now=time.time())
        assert is_blocked(NETWORK)
        clock.shift(HOUR - 2)
        assert is_blocked(NETWORK)
        clock.shift(2)
        assert not is_blocked(NETWORK)
        assert blocked(time.time()) == {}


def test_one_block_ends_and_another_stays():
    now = time.time()
    block(NETWORK, minutes=5, now=now)
    block("203.0.113.8", minutes=60, now=now)
    unblock(NETWORK, now=now)
    assert not is_blocked(NETWORK, now)
    assert is_blocked("203.0.113.8", now)
    assert set(blocked(now + 301)) == {"203.0.113.8"}
