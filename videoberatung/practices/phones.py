"""Telephone numbers as people write and read them. Pure."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat


class PhoneError(ValueError):
    """No number that anybody could be reached at."""


def phone_of(typed: str, country: str) -> str:
    """The number in its usual groups: "030 23125000" at home, "+43 1 534530" from abroad.

    `country` (ISO 3166-1 alpha-2) is where a number without a country code belongs. Raises
    PhoneError.
    """
    try:
        number = phonenumbers.parse(typed, country)
    except NumberParseException:
        raise PhoneError from None
    if not phonenumbers.is_valid_number(number):
        raise PhoneError
    is_at_home = phonenumbers.region_code_for_number(number) == country
    shown = PhoneNumberFormat.NATIONAL if is_at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, shown)
