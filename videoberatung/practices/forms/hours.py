"""Opening hours: seven days, on each a morning and an afternoon; what is empty is closed."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.practices.editions import edition_of
from videoberatung.practices.forms.settings import GuardedForm
from videoberatung.practices.models import Practice
from videoberatung.practices.opening_hours import Span, halves, overlap
from videoberatung.practices.services.hours import hours_of

MORNING, AFTERNOON = HALVES = ("morning", "afternoon")
_LABELS = {
    (MORNING, "opens"): gettext_lazy("Morning, from"),
    (MORNING, "closes"): gettext_lazy("Morning, until"),
    (AFTERNOON, "opens"): gettext_lazy("Afternoon, from"),
    (AFTERNOON, "closes"): gettext_lazy("Afternoon, until"),
}


class TimeField(forms.TimeField):
    """`short` is its label in the frame of the day."""

    def __init__(self, weekday: int, half: str, end: str) -> None:
        label = format_lazy("{}, {}", WEEKDAYS[weekday], _LABELS[half, end])
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(
            label=label,
            required=False,
            input_formats=["%H:%M"],
            widget=widget,
        )
        self.template_name, self.short = "practices/_time.html", _LABELS[half, end]


class Day(NamedTuple):
    """One frame of the page."""

    name: str | Promise
    fields: list[BoundField]


class HoursForm(GuardedForm):
    def __init__(self, data: QueryDict | None = None, *, practice: Practice) -> None:
        super().__init__(data, practice=practice)
        for weekday, half in _all_halves():
            for end in ("opens", "closes"):
                self.fields[_name(weekday, half, end)] = TimeField(weekday, half, end)

    def saved(self) -> dict[str, Any]:
        spans = self.spans_saved()
        values: dict[str, Any] = {}
        for weekday in range(7):
            of_day = halves([span for span in spans if span.weekday == weekday])
            for half, span in zip(HALVES, of_day, strict=True):
                for end in ("opens", "closes"):
                    values[_name(weekday, half, end)] = getattr(span, end, None)
        return values

    def edition_saved(self) -> str:
        return edition_of(self.spans_saved())

    def spans_saved(self) -> list[Span]:
        return hours_of(self.practice)

    def days(self) -> list[Day]:
        return [
            Day(
                WEEKDAYS[weekday],
                [self[_name(weekday, *key)] for key in _LABELS],
            )
            for weekday in range(7)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for weekday in range(7):
            spans = [self._check_half(cleaned, weekday, half) for half in HALVES]
            if spans[0] and spans[1] and overlap(spans[0], spans[1]):
                name = _name(weekday, AFTERNOON, "opens")
                self.add_error(name, _("This overlaps with the hours before it."))
        return cleaned

    def typed(self) -> list[Span]:
        """Only after `is_valid`."""
        spans = [_span(self.cleaned_data, weekday, half) for weekday, half in _all_halves()]
        return sorted(span for span in spans if span)

    def _check_half(self, cleaned: Mapping[str, Any], weekday: int, half: str) -> Span | None:
        """None if it is closed then, or something is wrong with it."""
        names = [_name(weekday, half, end) for end in ("opens", "closes")]
        if any(name in self.errors for name in names):
            return None
        missing = [name for name in names if cleaned[name] is None]
        if len(missing) == 1:
            self.add_error(missing[0], _("Please give both times, or leave both empty."))
        span = _span(self.cleaned_data, weekday, half)
        if span and span.closes <= span.opens:
            self.add_error(names[1], _("The end must be after the beginning."))
            return None
        return span


def _all_halves() -> Iterator[tuple[int, str]]:
    return ((weekday, half) for weekday in range(7) for half in HALVES)


def _name(weekday: int, half: str, end: str) -> str:
    return f"day{weekday}_{half}_{end}"


def _span(cleaned: Mapping[str, Any], weekday: int, half: str) -> Span | None:
    opens, closes = (cleaned.get(_name(weekday, half, end)) for end in ("opens", "closes"))
    return Span(weekday, opens, closes) if opens is not None and closes is not None else None
