"""The words of a page without its looks: what an edition is made of. Pure."""

import hashlib
from html.parser import HTMLParser

# fmt: off
_BLOCKS = frozenset({
    "address", "dd", "div", "dl", "dt", "h2", "h3", "h4", "li", "nav", "ol", "p", "section",
    "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
})
# fmt: on


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._ignored = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._ignored += tag == "svg"
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._ignored -= tag == "svg"
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._ignored:
            self.parts.append(" ".join(data.split()) + " " if data.strip() else " ")


def plain_text(html: str) -> str:
    """One line for each paragraph, heading or cell; no empty ones."""
    words = _Words()
    words.feed(html)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.parts).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def checksum_of(text: str) -> str:
    """SHA-256 of the text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
