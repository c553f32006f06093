"""What somebody invited answers."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from videoberatung.appointments.answers import Choice, answer_of
from videoberatung.appointments.models import LONGEST_TEXT, MOST_WISHES, Participant
from videoberatung.appointments.services import Reply
from videoberatung.appointments.wall_time import moment_of
from videoberatung.base.errors import RefusedError
from videoberatung.base.forms import SafeTextField

_NUMBERS = range(1, MOST_WISHES + 1)


class AnswerForm(forms.Form):
    """By the clock of the practice. `choice` is the button that was pressed."""

    choice = forms.ChoiceField(choices=Choice.choices, widget=forms.HiddenInput)
    # The start that was shown: nobody accepts a time they have not seen.
    about = forms.DateTimeField(widget=forms.HiddenInput)
    text = SafeTextField(
        label=gettext_lazy("Message to the practice"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "On which days, at which times? Please write nothing about your health. The practice "
            "reads it; it is deleted within an hour of the appointment."
        ),
    )

    def __init__(self, data: QueryDict | None = None, *, participant: Participant) -> None:
        self._zone = participant.appointment.practice.zone
        super().__init__(data, initial=self._last_answer(participant))
        for number in _NUMBERS:
            self.fields[f"date_{number}"] = forms.DateField(
                label=_("Day"),
                required=False,
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            )
            self.fields[f"time_{number}"] = forms.TimeField(
                label=_("Time"),
                required=False,
                widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            )

    def _last_answer(self, participant: Participant) -> dict[str, Any]:
        """What was written before stands there again, to be changed."""
        answer = answer_of(participant)
        if answer is None:
            return {}
        filled: dict[str, Any] = {"text": answer.text}
        for number, start in enumerate(answer.wished_starts, 1):
            local = start.astimezone(self._zone)
            filled |= {f"date_{number}": local.date(), f"time_{number}": local.time()}
        return filled

    @property
    def wishes(self) -> list[dict[str, Any]]:
        """The pairs of fields, each with a legend."""
        return [
            {
                "legend": _("Wish %(number)d") % {"number": number},
                "date": self[f"date_{number}"],
                "time": self[f"time_{number}"],
            }
            for number in _NUMBERS
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts = [self._start(cleaned, number) for number in _NUMBERS]
        cleaned["wishes"] = [(n, start) for n, start in zip(_NUMBERS, starts, strict=True) if start]
        return cleaned

    def _start(self, cleaned: dict[str, Any], number: int) -> datetime | None:
        day, clock = cleaned.get(f"date_{number}"), cleaned.get(f"time_{number}")
        if day is None and clock is None:
            return None
        if day is None:
            self._complain(f"date_{number}", _("Please give the day as well."))
            return None
        if clock is None:
            self._complain(f"time_{number}", _("Please give the time as well."))
            return None
        start = moment_of(day, clock, self._zone)
        if start is None:
            self._complain(f"time_{number}", _("On this day the clocks skip this hour."))
        return start

    def _complain(self, field: str, sentence: str) -> None:
        if field not in self.errors:  # else it is said already what is wrong with it
            self.add_error(field, sentence)

    def reply(self) -> Reply:
        """Only after `is_valid`. Text and wishes belong to asking for another time alone."""
        choice, about = self.cleaned_data["choice"], self.cleaned_data["about"]
        if choice != Choice.OTHER_TIME:
            return Reply(choice, about)
        wishes = tuple(start for _number, start in self.cleaned_data["wishes"])
        return Reply(choice, about, self.cleaned_data["text"], wishes)

    def add_refusal(self, refusal: RefusedError) -> None:
        """Beside the wish it is about; else it concerns the page as a whole."""
        field = None
        if "num" in refusal.numbers:
            typed = [number for number, _start in self.cleaned_data["wishes"]]
            field = f"date_{typed[refusal.numbers['num'] - 1]}"
        self.add_error(field, refusal.sentence)
