"""Who runs the service: facts from the environment, checked at the start. No paragraphs.

The pages that the law wants (imprint, privacy, accessibility) are written from them.
"""

import re

from pydantic import field_validator
from pydantic_settings import BaseSettings

from videoberatung.base.text import is_safe
from videoberatung.config.recipients import read_recipients
from videoberatung.privacy.operator import Opening, Operator, Recipient

# What somebody does not have is said, so that nothing is left out by mistake.
NONE = "none"
MAY_BE_NONE = frozenset(
    {"legal_form", "represented_by", "register", "vat_id", "data_protection_officer"}
)
FACTS = (
    "name",
    "legal_form",
    "address",
    "represented_by",
    "email",
    "phone",
    "register",
    "vat_id",
    "data_protection_officer",
    "supervisory_authority",
    "support_hours",
)
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY, _TIME = f"(?:{'|'.join(DAYS)})", r"(?:[01]\d|2[0-3]):[0-5]\d"
_OPENING = re.compile(rf"({_DAY})(?:-({_DAY}))? ({_TIME})-({_TIME})")
_EMAIL = re.compile(r"[^@\s\"<>,;]+@[^@\s\"<>,;]+\.[^@\s\"<>,;]+")
_PHONE = re.compile(r"\+?[\d ()/-]{6,30}")


class OperatorVariables(BaseSettings):
    """`VIDEOBERATUNG_OPERATOR_…`; of these all must be there before pages are served."""

    operator_name: str = ""
    operator_legal_form: str = ""
    operator_address: str = ""
    operator_represented_by: str = ""
    operator_email: str = ""
    operator_phone: str = ""
    operator_register: str = ""
    operator_vat_id: str = ""
    operator_data_protection_officer: str = ""
    operator_supervisory_authority: str = ""
    operator_support_hours: str = ""
    recipients_file: str = ""

    @field_validator(*(f"operator_{name}" for name in FACTS))
    @classmethod
    def is_one_line(cls, value: str) -> str:
        if not is_safe(value):
            raise ValueError("must be one line without control characters")
        return value.strip()

    @field_validator("operator_email")
    @classmethod
    def is_address(cls, value: str) -> str:
        return _fitting(_EMAIL, value, "must be one e-mail address")

    @field_validator("operator_phone")
    @classmethod
    def is_phone(cls, value: str) -> str:
        return _fitting(_PHONE, value, "must be a telephone number")

    @field_validator("operator_support_hours")
    @classmethod
    def are_hours(cls, value: str) -> str:
        if value:
            _openings(value)
        return value

    def missing_facts(self) -> list[tuple[str, str]]:
        """Each setting that is not there, and what is the matter with it."""
        missing = []
        for name in FACTS:
            value = getattr(self, f"operator_{name}")
            way_out = f" (write {NONE} if there is none)" if name in MAY_BE_NONE else ""
            if not value:
                missing.append((f"operator_{name}", f"is missing{way_out}"))
            elif value == NONE and name not in MAY_BE_NONE:
                missing.append((f"operator_{name}", f"cannot be {NONE}"))
        if not self.recipients_file:
            missing.append(("recipients_file", "is missing"))
        return missing

    def operator(self, *, needed: frozenset[str]) -> Operator:
        """`needed`: kinds of recipients the list must hold. Raises ValueError if it is wrong."""
        recipients = read_recipients(self.recipients_file, needed=needed)
        return operator_of({name: getattr(self, f"operator_{name}") for name in FACTS}, recipients)


def operator_of(facts: dict[str, str], recipients: tuple[Recipient, ...]) -> Operator:
    told = {name: "" if value == NONE else value for name, value in facts.items()}
    lines = tuple(line.strip() for line in told.pop("address").split(","))
    hours = _openings(told.pop("support_hours"))
    return Operator(address=lines, support_hours=hours, recipients=recipients, **told)


def _fitting(pattern: re.Pattern[str], value: str, complaint: str) -> str:
    if value and not pattern.fullmatch(value):
        raise ValueError(complaint)
    return value


def _openings(text: str) -> tuple[Opening, ...]:
    return tuple(_opening(part.strip()) for part in text.split(","))


def _opening(text: str) -> Opening:
    found = _OPENING.fullmatch(text)
    if found is None or found[3] >= found[4]:
        raise ValueError("must be like Mo-Th 08:00-17:00, Fr 08:00-13:00")
    first = DAYS.index(found[1])
    last = DAYS.index(found[2]) if found[2] else first
    if last < first:
        raise ValueError("names the later day first")
    return Opening(first, last, found[3], found[4])
