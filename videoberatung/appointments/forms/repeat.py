"""Whether an appointment repeats, on the page where it is planned."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.appointments.recurrence import MOST_OCCURRENCES, Recurrence
from videoberatung.appointments.rules import FEWEST_OCCURRENCES
from videoberatung.appointments.scope import Scope
from videoberatung.base.errors import RefusedError

USUAL_TIMES = 10
_ABOUT_THE_END = ("too_few_occurrences", "too_many_occurrences", "too_far_ahead")


class RepeatForm(forms.Form):
    repeat = forms.ChoiceField(
        label=gettext_lazy("Repeat"),
        required=False,
        choices=[
            ("", gettext_lazy("not at all")),
            ("day", gettext_lazy("every day")),
            ("week", gettext_lazy("every week")),
            ("fortnight", gettext_lazy("every two weeks")),
            ("month_weekday", gettext_lazy("every month on the same weekday")),
            ("month_day", gettext_lazy("every month on the same day")),
        ],
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which weekdays"),
        help_text=gettext_lazy("None ticked: on the weekday of the date above."),
        required=False,
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    ends = forms.ChoiceField(
        label=gettext_lazy("Ends"),
        required=False,
        choices=[
            ("times", gettext_lazy("after so many appointments")),
            ("until", gettext_lazy("on a day")),
        ],
    )
    times = forms.IntegerField(
        label=gettext_lazy("Number of appointments"),
        required=False,
        min_value=FEWEST_OCCURRENCES,
        max_value=MOST_OCCURRENCES,
    )
    until = forms.DateField(
        label=gettext_lazy("Last possible day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("repeat"):
            end = self._end(cleaned)
            if cleaned.get(end) is None and end not in self.errors:
                self.add_error(end, _("Please say when the series ends."))
        return cleaned

    @staticmethod
    def _end(cleaned: dict[str, Any]) -> str:
        return "until" if cleaned.get("ends") == "until" else "times"

    @property
    def is_chosen(self) -> bool:
        """Only after `is_valid`."""
        return bool(self.cleaned_data["repeat"])

    def recurrence(self) -> Recurrence:
        """What was chosen. Only after `is_valid`, when something `is_chosen`."""
        typed = self.cleaned_data
        end = self._end(typed)
        weekdays = typed["weekdays"] if typed["repeat"] in ("week", "fortnight") else []
        return Recurrence(typed["repeat"], tuple(weekdays), **{end: typed[end]})

    def takes(self, refusal: RefusedError) -> bool:
        """Show a refusal that is about the end of the series; False if it is about another."""
        if refusal.code not in _ABOUT_THE_END:
            return False
        self.add_error(self._end(self.cleaned_data), refusal.sentence)
        return True


class ScopeForm(forms.Form):
    """How far the change of one appointment of a series reaches."""

    scope = forms.ChoiceField(
        label=gettext_lazy("Which appointments of the series?"),
        choices=[
            ("this", gettext_lazy("only this one")),
            ("following", gettext_lazy("this one and those that follow")),
            ("all", gettext_lazy("all that are still to come")),
        ],
        widget=forms.RadioSelect,
    )

    @property
    def chosen(self) -> Scope:
        """Only after `is_valid`."""
        return cast(Scope, self.cleaned_data["scope"])


def scope_asked(wishes: QueryDict) -> ScopeForm:
    """Filled with what a link to the page wishes."""
    return ScopeForm(initial={"scope": wishes.get("scope", "this")})


def scope_typed(data: QueryDict) -> ScopeForm:
    """What was sent, to be checked."""
    return ScopeForm(data)
