"""The one list of everybody who receives data from the operator (promise 23): a JSON file."""

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from videoberatung.base.text import is_safe
from videoberatung.privacy.operator import PROCESSORS, Kind, Recipient

# European Economic Area, ISO 3166-1 alpha-2.
# fmt: off
EEA = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
    "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})
# fmt: on
# May be named as a category alone: which of them it is shows only when they are needed.
WITHOUT_NAME = frozenset({"collection", "lawyer", "court", "authority"})


class Entry(BaseModel):
    """An object of the list; docs/operations.md shows one of each kind."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    kind: Kind
    name: str = ""
    address: str = ""
    country: str = Field(default="DE", pattern="^[A-Z]{2}$")
    own: bool = False
    contract_since: date | None = None
    safeguard: str = ""

    @model_validator(mode="after")
    def fits_together(self) -> "Entry":
        texts = (self.name, self.address, self.safeguard)
        if not all(is_safe(text) for text in texts):
            raise ValueError("holds a line break or a control character")
        if self.own:
            return self._as_own()
        if self.kind not in WITHOUT_NAME and not self.name:
            raise ValueError("needs a name")
        if self.kind in PROCESSORS and not (self.address and self.contract_since):
            raise ValueError("needs address and contract_since: it is a processor (Art. 28 GDPR)")
        if self.country not in EEA and not self.safeguard:
            raise ValueError("needs a safeguard: the country is outside of the EEA (Art. 44 GDPR)")
        return self

    def _as_own(self) -> "Entry":
        if self.kind not in PROCESSORS:
            raise ValueError(f"own is for {', '.join(sorted(PROCESSORS))}")
        if self.name or self.contract_since:
            raise ValueError("own means that nobody else does it: no name, no contract")
        return self

    def recipient(self) -> Recipient:
        values = self.model_dump()
        return Recipient(is_own=values.pop("own"), **values)


_LIST = TypeAdapter(list[Entry])


def read_recipients(path: str, *, needed: frozenset[str]) -> tuple[Recipient, ...]:
    """Raises ValueError that says what is wrong with which entry, or which kind is missing."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise ValueError(f"cannot be read: {error.strerror}") from None
    try:
        entries = _LIST.validate_json(content, strict=False)
    except ValidationError as invalid:
        raise ValueError("; ".join(_sentences(invalid))) from None
    missing = needed - {entry.kind for entry in entries}
    if missing:
        raise ValueError(f"has no entry of kind {', '.join(sorted(missing))}")
    return tuple(entry.recipient() for entry in entries)


def _sentences(invalid: ValidationError) -> list[str]:
    return [
        f"{_place(error['loc'])}{error['msg'].removeprefix('Value error, ')}"
        for error in invalid.errors(include_input=False, include_url=False)
    ]


def _place(location: tuple[int | str, ...]) -> str:
    """ "entry 2, country: " counts from one, as people do."""
    if not location:
        return ""
    number, *fields = location
    return ", ".join([f"entry {int(number) + 1}", *map(str, fields)]) + ": "
