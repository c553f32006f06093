"""The code that a person types from a sheet of paper: how it is spelled and read. Pure.

Twelve characters in three groups: 55 bits of a secret and one character by which a typing error
is told before anything is looked up. The alphabet is Crockford's: neither I, L, O nor U.
"""

import re

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("ILOU", "110V")
_SECRET_CHARACTERS = 11
LENGTH = _SECRET_CHARACTERS + 1
GROUP = 4
# What people and programs put between the groups: spaces, dashes and dots of all kinds.
_BETWEEN = re.compile(r"[\s\u2010-\u2015\u2212._-]+")


class MistypedError(ValueError):
    """No code reads like this. `is_length`: there are too few or too many characters."""

    def __init__(self, *, is_length: bool) -> None:
        super().__init__("mistyped")
        self.is_length = is_length


def spell(secret: bytes) -> str:
    """The code of a secret of at least 7 bytes, of which 55 bits count."""
    number = int.from_bytes(secret[:7], "big") >> 1
    symbols = [number >> 5 * place & 31 for place in reversed(range(_SECRET_CHARACTERS))]
    return "".join(_ALPHABET[symbol] for symbol in [*symbols, _check(symbols)])


def in_groups(code: str) -> str:
    """As it is printed: 7K3F-9QXM-2TBD."""
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read(typed: str) -> str:
    """The code that was meant. Raises MistypedError for what cannot be one."""
    code = _BETWEEN.sub("", typed).upper().translate(_READ_AS)
    if len(code) != LENGTH:
        raise MistypedError(is_length=True)
    if not set(code) <= set(_ALPHABET):
        raise MistypedError(is_length=False)
    symbols = [_ALPHABET.index(character) for character in code]
    if _check(symbols[:-1]) != symbols[-1]:
        raise MistypedError(is_length=False)
    return code


def _check(symbols: list[int]) -> int:
    """A Reed-Solomon check symbol over the field of 32 elements.

    Finds each single wrong character and each two that changed places, wherever they stand; of
    other errors all but one in 32.
    """
    check = 0
    for symbol in symbols:
        check = _times_two(check ^ symbol)
    return check


def _times_two(element: int) -> int:
    """In the field of x^5 + x^2 + 1."""
    doubled = element << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled
