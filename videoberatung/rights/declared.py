"""What somebody declares on the public page, sealed while it must be kept. Pure."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from videoberatung.base.sealing import seal, unseal


@dataclass(frozen=True)
class Declared:
    """`wished` None: at the next possible time."""

    kind: Literal["account", "practice"]
    name: str
    email: str
    practice: str
    reason: str
    wished: date | None

    def sealed(self) -> str:
        return seal(self.text())

    def text(self) -> str:
        """The same text for the same declaration."""
        wished = self.wished.isoformat() if self.wished else None
        return json.dumps(asdict(self) | {"wished": wished}, sort_keys=True)


def unsealed(sealed: str) -> Declared:
    """Raises BrokenSealError (base/sealing.py)."""
    fields = json.loads(unseal(sealed))
    wished = fields.pop("wished")
    return Declared(**fields, wished=date.fromisoformat(wished) if wished else None)
