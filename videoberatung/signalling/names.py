"""Which names may be shown to the person who admits."""

import unicodedata

LONGEST_NAME = 80
# Bidi controls can make a name read as another one (threats such as "Trojan Source").
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Cc controls, Cs surrogates, Co private use, Cn unassigned, Zl and Zp line breaks.
_REFUSED = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(text: str) -> str | None:
    """The name without space around it, or None when it must be refused."""
    name = unicodedata.normalize("NFC", text.strip()) if len(text) <= 4 * LONGEST_NAME else ""
    if not 1 <= len(name) <= LONGEST_NAME:
        return None
    if any(letter in _BIDI or unicodedata.category(letter) in _REFUSED for letter in name):
        return None
    return name if any(_is_visible(letter) for letter in name) else None


def _is_visible(letter: str) -> bool:
    """False for spaces, joiners and marks: a name of nothing else would be an empty line."""
    return unicodedata.category(letter)[0] not in "ZCM"
