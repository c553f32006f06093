from uuid import UUID, uuid4

import pytest

from videoberatung.base.tokens import is_token_of, row_named_in, token_of

ROW = UUID("7b0d6b4c-3d1f-4c57-9f0e-2f1d4f6f8a11")
USE = "tests: a link"


def test_a_token_names_its_row_and_fits_it():
    token = token_of(ROW, 1, purpose=USE)
    assert row_named_in(token) == ROW
    assert is_token_of(token, ROW, 1, purpose=USE)


@pytest.mark.parametrize(
    ("row", "version", "purpose"),
    [(uuid4(), 1, USE), (ROW, 2, USE), (ROW, 1, "tests: another link")],
)
def test_a_token_fits_nothing_else(row: UUID, version: int, purpose: str):
    assert not is_token_of(token_of(ROW, 1, purpose=USE), row, version, purpose=purpose)


@pytest.mark.parametrize("text", ["", "x", "ä" * 48, "=" * 48, "A" * 47, " " + "A" * 47])
def test_anything_else_is_no_token(text: str):
    assert not is_token_of(text, ROW, 1, purpose=USE)
    assert row_named_in(text) is None or len(text) == 48
