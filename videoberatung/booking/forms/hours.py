"""When a provider can be booked: the week, and days that differ."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.booking.services.hours import ExceptionPlan, working_hours_of
from videoberatung.practices.forms.hours import HoursForm
from videoberatung.practices.models import Membership
from videoberatung.practices.opening_hours import Span


class WorkingHoursForm(HoursForm):
    def __init__(self, data: QueryDict | None = None, *, provider: Membership) -> None:
        self.provider = provider
        super().__init__(data, practice=provider.practice)

    def spans_saved(self) -> list[Span]:
        return working_hours_of(self.provider)


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **more)


def _clock(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, required=False)


class ExceptionForm(forms.Form):
    first_day = _day(gettext_lazy("First day"))
    last_day = _day(
        gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Empty: a single day."),
    )
    opens = _clock(gettext_lazy("From"))
    closes = _clock(gettext_lazy("Until"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day must not be before the first."))
        if first and last and (last - first).days > 366:
            self.add_error("last_day", _("Please give no more than a year at once."))
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if (opens is None) != (closes is None):
            raise ValidationError(_("Please give both times, or leave both empty."))
        if opens and closes and closes <= opens:
            self.add_error("closes", _("The end must be after the beginning."))
        return cleaned

    def plan(self) -> ExceptionPlan:
        """Only after `is_valid`."""
        typed = self.cleaned_data
        last_day = typed["last_day"] or typed["first_day"]
        return ExceptionPlan(typed["first_day"], last_day, typed["opens"], typed["closes"])
