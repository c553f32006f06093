import pytest
from django.core.cache import cache
from django.test import RequestFactory

from videoberatung.base.rate_limits import household_of, is_too_often


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def request_from(address: str):
    return RequestFactory().get("/", REMOTE_ADDR=address)


def test_the_attempt_after_the_last_allowed_one_is_too_often():
    answers = [is_too_often(request_from("192.0.2.1"), "join", per_minute=3) for _ in range(4)]
    assert answers == [False, False, False, True]


def test_another_address_and_another_action_have_their_own_count():
    assert not is_too_often(request_from("192.0.2.1"), "join", per_minute=1)
    assert not is_too_often(request_from("192.0.2.2"), "join", per_minute=1)
    assert not is_too_often(request_from("192.0.2.1"), "other", per_minute=1)
    assert is_too_often(request_from("192.0.2.1"), "join", per_minute=1)


@pytest.mark.parametrize(
    ("address", "household"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("no address", "unknown"),
    ],
)
def test_addresses_of_one_household_count_together(address: str, household: str):
    assert household_of(address) == household
