"""What can be seen in a name. Pure."""

import re

_TITLES = re.compile(r"\b(dr|prof|dipl|med|phil|rer|nat|psych|mag|ing)\b\.?-?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'\u2019]*")


def initials_of(name: str) -> str:
    """One or two letters for a face without a picture; academic titles do not count.

    "?" if the name holds no letter at all (only emoji, say).
    """
    words: list[str] = _WORD.findall(_TITLES.sub(" ", name)) or _WORD.findall(name)
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()
