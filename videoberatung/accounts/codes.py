"""Codes a person reads in a mail and types in. Digits: every keyboard has them, and they can be
read out in any language.
"""

import secrets
from datetime import timedelta

CODE_LIFE = timedelta(minutes=15)
# With five attempts per code and three codes per hour and address, one in six million guesses.
DIGITS = 8


def new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
