"""Who runs the service, and who gets data from them: facts of the configuration. No Django."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Kind = Literal[
    "hosting", "relay", "mail", "bank", "collection", "lawyer", "court", "tax_adviser", "authority"
]
# They act on the operator's instructions (Art. 28 GDPR); the others answer for themselves.
PROCESSORS: frozenset[str] = frozenset({"hosting", "relay", "mail"})
# Who gets data inside of the service: no entry of the list, but told on the privacy page.
INSIDE: frozenset[str] = frozenset({"practice", "participants"})
RECEIVERS = frozenset(get_args(Kind)) | INSIDE


@dataclass(frozen=True)
class Recipient:
    """One entry of the list (promise 23).

    `is_own`: the operator does it itself and nobody receives anything; name and address are
    empty then. A court or a lawyer who is only needed now and then may be without a name.
    `contract_since` is the day of the contract with a processor. `safeguard` is what protects
    the data outside of the European Economic Area, empty inside.
    """

    kind: Kind
    name: str = ""
    address: str = ""
    country: str = "DE"
    is_own: bool = False
    contract_since: date | None = None
    safeguard: str = ""

    @property
    def is_processor(self) -> bool:
        return self.kind in PROCESSORS


@dataclass(frozen=True)
class Opening:
    """Days count from 0, Monday; both days and hours ("08:00") belong to it."""

    first_day: int
    last_day: int
    opens: str
    closes: str


@dataclass(frozen=True)
class Operator:
    """What § 5 DDG and Art. 13 GDPR ask for; empty: there is none, and the operator said so."""

    name: str
    legal_form: str
    address: tuple[str, ...]
    represented_by: str
    email: str
    phone: str
    register: str
    vat_id: str
    data_protection_officer: str
    supervisory_authority: str
    support_hours: tuple[Opening, ...]
    recipients: tuple[Recipient, ...] = ()

    @property
    def phone_link(self) -> str:
        """For `tel:`: digits and a leading plus alone."""
        return "".join(character for character in self.phone if character in "+0123456789")
