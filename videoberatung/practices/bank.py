"""What the number of an account tells by itself. Pure: the register of banks is a library's."""

from typing import NamedTuple

from schwifty import BIC, IBAN
from schwifty.exceptions import InvalidCountryCode, SchwiftyException

# Spaces are copied, dashes are typed: neither is part of the number (ISO 13616).
_NOT_PART_OF_IT = dict.fromkeys(map(ord, "-\u2010\u2011\u2012\u2013"))


class NumberError(ValueError):
    """`code` is "country", "length", "mistyped" or "outside_sepa".

    For "length" `wanted` says how many characters a number of that country has.
    """

    def __init__(self, code: str, *, wanted: int = 0) -> None:
        super().__init__(code)
        self.code, self.wanted = code, wanted


class Bank(NamedTuple):
    """Which bank an account is at; both empty where no register says it."""

    name: str
    bic: str


def iban_of(typed: str) -> str:
    """The number as it is stored: capital letters, no spaces. Raises NumberError."""
    compact = compact_iban(typed)
    try:
        country = IBAN(compact[:2], allow_invalid=True).spec
    except InvalidCountryCode:
        raise NumberError("country") from None
    if not country.in_sepa_zone:
        raise NumberError("outside_sepa")
    if len(compact) != country.iban_length:
        raise NumberError("length", wanted=country.iban_length)
    try:
        return str(IBAN(compact))
    except SchwiftyException:
        raise NumberError("mistyped") from None


def compact_iban(typed: str) -> str:
    return "".join(typed.split()).translate(_NOT_PART_OF_IT).upper()


def bank_of(iban: str) -> Bank:
    """Only for what `iban_of` returned."""
    known = IBAN(iban)
    return Bank(name=known.bank_name or "", bic=str(known.bic or ""))


def bic_of(typed: str) -> str:
    """The code as it is stored. Raises NumberError("mistyped")."""
    try:
        return str(BIC("".join(typed.split()).upper()))
    except SchwiftyException:
        raise NumberError("mistyped") from None


def is_same_bank(one: str, other: str) -> bool:
    """The last three letters of a BIC name a branch (ISO 9362)."""
    return one[:8] == other[:8]


def in_groups(iban: str) -> str:
    """ "DE89 3704 0044 0532 0130 00", as it is printed on a card."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def masked(iban: str) -> str:
    """ "DE … 3000": enough to recognise one's own account by."""
    return f"{iban[:2]} … {iban[-4:]}"
