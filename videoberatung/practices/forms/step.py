from datetime import datetime
from typing import ClassVar

from django import forms
from django.forms import BoundField

from videoberatung.accounts.models import User
from videoberatung.practices.models import Practice


class StepForm(forms.Form):
    """One step of a registration; what is done with it belongs to it. Only after `is_valid`."""

    # Names of short fields that stand side by side.
    BESIDE_EACH_OTHER: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def describe(self, practice: Practice) -> None:
        """Fill in fields of a practice that is not stored yet."""

    def keep(self, practice: Practice, *, by: User, now: datetime) -> None:
        """Store what belongs beside the practice, in the transaction that makes it."""

    def summary(self) -> list[str]:
        """What was given, in lines, to be looked at before the end."""
        return []

    def rows(self) -> list[list[BoundField]]:
        """The fields in their order, one row for those that stand side by side."""
        row_of = {name: row for row in self.BESIDE_EACH_OTHER for name in row}
        rows: dict[tuple[str, ...], list[BoundField]] = {}
        for field in self.visible_fields():
            rows.setdefault(row_of.get(field.name, (field.name,)), []).append(field)
        return list(rows.values())
