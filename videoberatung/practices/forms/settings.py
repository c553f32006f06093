"""The pages on which a practice is set up."""

from collections.abc import Sequence
from datetime import time
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from videoberatung.base.errors import RefusedError
from videoberatung.practices.editions import FIELD
from videoberatung.practices.models import Practice
from videoberatung.practices.services.settings import Settings, edition_saved, saved


class Group(NamedTuple):
    """Fields that stand in one frame; those of a row side by side."""

    legend: Promise
    rows: list[list[BoundField]]


class GuardedForm(forms.Form):
    """Filled with what is saved, and with its edition: whoever was overtaken is told."""

    edition = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, practice: Practice) -> None:
        self.practice, self._sent = practice, data or QueryDict()
        super().__init__(data, initial=self.saved() | {FIELD: self.edition_saved()})

    def saved(self) -> dict[str, Any]:
        """What is saved now, by the names of the fields."""
        raise NotImplementedError

    def edition_saved(self) -> str:
        """Of the same, as its service reckons it."""
        raise NotImplementedError

    def typed(self) -> Any:
        """What its service takes. Only after `is_valid`."""
        raise NotImplementedError

    @property
    def seen(self) -> str:
        """The edition of what the person saw. Only after `is_valid`."""
        seen: str = self.cleaned_data[FIELD]
        return seen

    def add_refusal(self, refusal: RefusedError) -> None:
        """Say what is saved by now, keep what was typed; sent again it replaces that."""
        self.practice.refresh_from_db()
        typed, now = self.cleaned_data.copy(), self.saved()
        self.add_error(None, refusal.sentence)
        for name, value in now.items():
            if typed[name] != value:
                words = {"value": _in_words(self[name], value)}
                self.add_error(name, _("Saved in the meantime: %(value)s") % words)
        again = self._sent.copy()
        again[FIELD] = self.edition_saved()
        self.data = again


class SettingsForm(GuardedForm):
    """For what stands in the practice itself."""

    settings: type[Settings]
    # Headings, and below each the rows of names of fields.
    GROUPS: ClassVar[Sequence[tuple[Promise, list[list[str]]]]]

    def groups(self) -> list[Group]:
        return [
            Group(legend, [[self[name] for name in row] for row in rows])
            for legend, rows in self.GROUPS
        ]

    def saved(self) -> dict[str, Any]:
        return saved(self.practice, self.settings)

    def edition_saved(self) -> str:
        return edition_saved(self.practice, self.settings)

    def typed(self) -> Any:
        """The settings as they were typed."""
        values = {name: value for name, value in self.cleaned_data.items() if name != FIELD}
        return self.settings(**values)


def _in_words(field: BoundField, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return _("nothing")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    chosen = [str(one) for one in (value if isinstance(value, list) else [value])]
    labels = _labels(getattr(field.field, "choices", ()))
    return ", ".join(labels.get(one, one) for one in chosen if one) or _("nothing")


def _labels(choices: Any) -> dict[str, str]:
    """Of all values to choose from, also of those in groups."""
    labels: dict[str, str] = {}
    for value, label in choices:
        labels |= _labels(label) if isinstance(label, list | tuple) else {str(value): str(label)}
    return labels
