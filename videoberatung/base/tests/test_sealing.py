from collections.abc import Callable

import pytest

from videoberatung.base.sealing import BrokenSealError, seal, unseal

SECRET = "JBSW Y3DP"


def test_what_was_sealed_can_be_read_again():
    assert unseal(seal(SECRET)) == SECRET


def test_a_sealed_text_shows_nothing_not_even_that_two_are_equal():
    one, other = seal(SECRET), seal(SECRET)
    assert SECRET not in one
    assert one != other


@pytest.mark.parametrize(
    "alter", [lambda _: "", lambda _: SECRET, lambda sealed: sealed[:-2], str.swapcase]
)
def test_an_altered_text_is_refused(alter: Callable[[str], str]):
    with pytest.raises(BrokenSealError):
        unseal(alter(seal(SECRET)))


def test_another_secret_key_opens_nothing(settings):
    sealed = seal(SECRET)
    settings.SECRET_KEY = "another" * 10
    with pytest.raises(BrokenSealError):
        unseal(sealed)
