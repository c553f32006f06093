"""From one colour that a practice likes to colours that everybody can read. Pure.

Everywhere 7:1 (WCAG 2.2, success criterion 1.4.6, level AAA): what is enough for the portal would
not be for the client's way, and a practice has one colour, not two.
"""

import re
from dataclasses import dataclass

READABLE = 7.0
_HEX = re.compile(r"#[0-9a-f]{6}")
_STEPS = 100

Rgb = tuple[int, int, int]


@dataclass(frozen=True)
class Theme:
    """What the accent stands on (frontend/src/styles/_tokens.scss; a test compares)."""

    paper: str
    surface: str
    ink_soft: str
    # The accent goes that way until it can be read; its ink goes the other way.
    towards: str
    away: str


@dataclass(frozen=True)
class Accent:
    """The four tokens of one theme, "#rrggbb" each."""

    accent: str
    strong: str
    ink: str
    wash: str


@dataclass(frozen=True)
class Palette:
    """`is_darker`, `is_lighter`: the wish could not be read as it was in that theme."""

    light: Accent
    dark: Accent
    is_darker: bool
    is_lighter: bool


LIGHT = Theme("#f6f4ef", "#ffffff", "#3f4c54", towards="#000000", away="#ffffff")
DARK = Theme("#10171a", "#182125", "#b3c1c7", towards="#ffffff", away="#000000")


def is_colour(text: str) -> bool:
    """ "#rrggbb", in small letters."""
    return _HEX.fullmatch(text) is not None


def palette_of(wish: str) -> Palette:
    """Raises ValueError for what is no colour."""
    if not is_colour(wish):
        raise ValueError("a colour is # and six hexadecimal digits")
    light, dark = _readable(wish, LIGHT), _readable(wish, DARK)
    return Palette(light, dark, is_darker=light.accent != wish, is_lighter=dark.accent != wish)


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _readable(wish: str, theme: Theme) -> Accent:
    """As near to the wish as can be read; at its far end, black or white, everything can."""
    candidates = (_mixed(wish, theme.towards, step) for step in range(_STEPS + 1))
    tried = (_accent(colour, theme) for colour in candidates)
    return next(accent for accent in tried if _can_be_read(accent, theme))


def _accent(colour: str, theme: Theme) -> Accent:
    washes = [_mixed(theme.surface, colour, step) for step in range(12, 6, -1)]
    inks = (_mixed(colour, theme.away, step) for step in range(80, _STEPS + 1))
    return Accent(
        accent=colour,
        strong=_mixed(colour, theme.towards, 25),
        ink=next((ink for ink in inks if contrast(ink, colour) >= READABLE), theme.away),
        # The last is the palest that still shows; the colour goes on until it suffices.
        wash=next((wash for wash in washes if _can_lie_below(wash, colour, theme)), washes[-1]),
    )


def _can_lie_below(wash: str, colour: str, theme: Theme) -> bool:
    return all(contrast(wash, text) >= READABLE for text in (colour, theme.ink_soft))


def _can_be_read(accent: Accent, theme: Theme) -> bool:
    on_accent = (accent.accent, accent.strong)
    below = (theme.paper, theme.surface, accent.wash)
    pairs = [(theme.ink_soft, accent.wash), *((accent.ink, one) for one in on_accent)]
    pairs += [(one, ground) for one in on_accent for ground in below]
    return all(contrast(*pair) >= READABLE for pair in pairs)


def _mixed(one: str, other: str, percent: int) -> str:
    """So much of the other colour in it."""
    channels = zip(_rgb(one), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * percent / 100):02x}" for a, b in channels)


def _luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    red, green, blue = (_linear(channel / 255) for channel in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
