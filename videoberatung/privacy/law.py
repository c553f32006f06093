"""Articles and paragraphs as each language writes them."""

import re

from django.utils.translation import get_language

_CLAUSES = (
    (r"(?<=\w)\((\d+)\)", r" Abs. \1"),
    (r" ?\(([a-z])\)", r" Buchst. \1"),
    (r"\bno\. ", "Nr. "),
    (r"\band\b", "und"),
    (r"\bGDPR\b", "DSGVO"),
)


def law_in_words(reference: str) -> str:
    """ "Art. 6(1)(b) GDPR" is "Art. 6 Abs. 1 Buchst. b DSGVO" in German."""
    if get_language() != "de":
        return reference
    for pattern, words in _CLAUSES:
        reference = re.sub(pattern, words, reference)
    return reference
