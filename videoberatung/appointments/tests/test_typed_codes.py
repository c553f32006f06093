from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from videoberatung.appointments.typed_codes import MistypedError, in_groups, read, spell

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
secrets = st.binary(min_size=7, max_size=20)


def is_mistyped(text: str) -> bool:
    try:
        read(text)
    except MistypedError:
        return True
    return False


@given(secrets)
def test_a_code_is_read_as_it_was_spelled(secret: bytes):
    code = spell(secret)
    assert len(code) == 12
    assert set(code) <= set(ALPHABET)
    assert read(code) == read(in_groups(code)) == code


def test_55_bits_count():
    least, most = bytes(7), b"\xff" * 7
    assert len({spell(least), spell(most), spell(b"\0" * 6 + b"\2")}) == 3
    assert spell(least) == "000000000000"
    assert spell(most)[:11] == "ZZZZZZZZZZZ"


@settings(deadline=None)  # other work on the machine is no fault
@given(secrets)
def test_each_single_wrong_character_is_told(secret: bytes):
    code = spell(secret)
    for at, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert is_mistyped(code[:at] + wrong + code[at + 1 :])


@settings(deadline=None)
@given(secrets)
def test_two_characters_that_changed_places_are_told(secret: bytes):
    code = spell(secret)
    for first, second in combinations(range(12), 2):
        if code[first] != code[second]:
            swapped = list(code)
            swapped[first], swapped[second] = code[second], code[first]
            assert is_mistyped("".join(swapped))


@pytest.mark.parametrize("between", [" ", "-", "\u2013", ".", "_", "  ", "\u00a0", "\t", "\n"])
def test_it_does_not_matter_what_stands_between_the_groups(between: str):
    code = spell(b"Warteraum")
    assert read(in_groups(code).replace("-", between).lower() + between) == code


def test_characters_that_look_alike_are_taken_for_the_one_there_is():
    code = spell(b"\x08\x42" + bytes(5))
    assert "1" in code
    assert "0" in code
    for zero, one in (("O", "I"), ("o", "l"), ("0", "L")):
        assert read(code.replace("0", zero).replace("1", one)) == code


@pytest.mark.parametrize("typed", ["", "7K3F", "7K3F-9QXM-2TB", "0" * 13, "0" * 5000])
def test_too_short_and_too_long_are_told_apart_from_a_typing_error(typed: str):
    with pytest.raises(MistypedError) as told:
        read(typed)
    assert told.value.is_length


@pytest.mark.parametrize("typed", ["7K3F-9QXM-2TB!", "ä" * 12, "\u0661" * 12, "\x00" * 12])
def test_foreign_characters_are_a_typing_error(typed: str):
    with pytest.raises(MistypedError) as told:
        read(typed)
    assert not told.value.is_length
