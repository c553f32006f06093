import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from videoberatung.practices.colours import (
    DARK,
    LIGHT,
    READABLE,
    Accent,
    Theme,
    contrast,
    is_colour,
    palette_of,
)

TOKENS = Path(__file__).parents[3] / "frontend/src/styles/_tokens.scss"
COLOURS = some.integers(0, 0xFFFFFF).map("#{:06x}".format)


def check(accent: Accent, theme: Theme) -> None:
    for ground in (theme.paper, theme.surface, accent.wash):
        assert contrast(accent.accent, ground) >= READABLE
        assert contrast(accent.strong, ground) >= READABLE
    assert contrast(accent.ink, accent.accent) >= READABLE
    assert contrast(accent.ink, accent.strong) >= READABLE
    assert contrast(theme.ink_soft, accent.wash) >= READABLE


@given(COLOURS)
@example("#000000")
@example("#ffffff")
@example("#808080")
@example("#ffff00")
@example("#0000ff")
@settings(max_examples=1000, deadline=None)
def test_whatever_a_practice_likes_can_be_read_by_everybody(wish: str):
    palette = palette_of(wish)
    check(palette.light, LIGHT)
    check(palette.dark, DARK)
    assert palette.is_darker or palette.light.accent == wish
    assert palette.is_lighter or palette.dark.accent == wish


def test_a_colour_that_can_be_read_stays_as_it_is():
    palette = palette_of("#0b5359")
    assert (palette.light.accent, palette.is_darker, palette.is_lighter) == ("#0b5359", False, True)
    palette = palette_of("#72cdc9")
    assert (palette.dark.accent, palette.is_darker, palette.is_lighter) == ("#72cdc9", True, False)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#777777", 1), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_what_the_guidelines_say(one: str, other: str, ratio: float):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("text", ["", "#fff", "0b5359", "#0B5359", "#0b535g", "#0b5359;}", "red"])
def test_what_is_no_colour_is_none(text: str):
    assert not is_colour(text)
    with pytest.raises(ValueError, match="colour"):
        palette_of(text)


@pytest.mark.parametrize(("name", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_the_themes_are_those_of_the_pages(name: str, theme: Theme):
    block = TOKENS.read_text().partition(f"@mixin {name} {{")[2].partition("}")[0]
    tokens = dict(re.findall(r"--([\w-]+): (#\w+);", block))
    assert tokens["paper"] == theme.paper
    assert tokens["surface"] in (theme.surface, "#fff")
    assert tokens["ink-soft"] == theme.ink_soft
