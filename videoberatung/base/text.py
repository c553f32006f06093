"""What a person may type into a line of text. Pure."""

import unicodedata

# Kept: zero-width joiner and non-joiner, without which Persian words and many emoji break.
_NEEDED_TO_WRITE = "\u200c\u200d"
# Come along when text is copied from elsewhere and mean nothing: dropped without a word.
_LEFT_FROM_COPYING = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# Control, format (also the marks that turn the direction of reading), surrogates, private
# use, line and paragraph separators: https://www.unicode.org/reports/tr44/#General_Category_Values
_REFUSED_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def tidy(text: str) -> str:
    """One spelling for what looks the same (Unicode NFC), without the rests of copying."""
    return unicodedata.normalize("NFC", text.translate(_LEFT_FROM_COPYING)).strip()


def is_safe(text: str) -> bool:
    """False if a character in it is invisible, breaks the line or turns the reading direction."""
    return not any(
        unicodedata.category(character) in _REFUSED_CATEGORIES
        for character in text
        if character not in _NEEDED_TO_WRITE
    )
