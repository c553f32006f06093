"""What kind of browser somebody uses: family, major version, system. Never the raw string,
which is close to a fingerprint (promise 1).
"""

from typing import NamedTuple

from ua_parser import parse_os, parse_user_agent

# Recognising takes time in proportion; real ones are shorter.
LONGEST_STRING = 512


class Browser(NamedTuple):
    """Each part may be empty: what is not recognised is not kept."""

    family: str
    version: str
    system: str

    def __str__(self) -> str:
        """ "Firefox 140, Windows", for people; empty if nothing is known."""
        return ", ".join(filter(None, (f"{self.family} {self.version}".strip(), self.system)))


def browser_named_in(user_agent: str) -> Browser:
    """From the header User-Agent; about a millisecond for one not seen lately."""
    text = user_agent[:LONGEST_STRING]
    browser, system = parse_user_agent(text), parse_os(text)
    return Browser(
        family=browser.family if browser else "",
        version=(browser.major or "") if browser else "",
        system=system.family if system else "",
    )
