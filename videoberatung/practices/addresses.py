"""What a postal address must look like. Pure."""

import re

# Five digits; those that begin with 00 are given to no place.
_POSTAL_CODES = {"DE": re.compile(r"(?!00)\d{5}", re.ASCII)}


def is_postal_code(code: str, country: str) -> bool:
    """True where we do not know the rule of the country (ISO 3166-1 alpha-2)."""
    rule = _POSTAL_CODES.get(country)
    return rule is None or rule.fullmatch(code) is not None
