"""A form in several steps that stores nothing before its end.

Every page carries what was typed on the others in hidden fields. Those are checked once more
at the end, because a browser can send what it likes. Secrets are in no page: they stand on the
last step and are typed there.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict

from videoberatung.practices.forms.step import StepForm
from videoberatung.practices.steps import Step


class Wizard:
    """The forms of all steps with what one request carries."""

    def __init__(self, steps: Sequence[Step], data: QueryDict | None = None) -> None:
        """`data` is what the browser sent; None when somebody has only just come."""
        self.steps = steps
        self._data = data if data is not None else QueryDict()
        # Each with what was sent for it; checked as soon as somebody asks whether it is valid.
        self.forms: list[StepForm] = [step.form(self._data, prefix=step.name) for step in steps]

    @property
    def current(self) -> int:
        """The step that was filled in last; the first one if the browser says nonsense."""
        return self._place_of("at") or 0

    @property
    def wanted(self) -> int | None:
        """The earlier step that a person wants to see again."""
        place = self._place_of("to")
        return place if place is not None and place < self.current else None

    @property
    def is_at_end(self) -> bool:
        return self.current == len(self.steps) - 1

    @property
    def submission(self) -> UUID:
        """The same in every page of one registration, so that its end counts once."""
        try:
            return UUID(self._data.get("submission", ""))
        except ValueError:
            return uuid4()

    def without_complaints(self, place: int) -> StepForm:
        """A step with what was typed there before, or as it begins."""
        step, typed = self.steps[place], self.forms[place]
        if not self._was_sent(place):
            return step.form(prefix=step.name)
        return step.form(prefix=step.name, initial=dict(_values(typed)))

    def first_wrong(self) -> int | None:
        """Looks at all steps, also at those that were in order when they were filled in."""
        wrong = [place for place, form in enumerate(self.forms) if not form.is_valid()]
        return wrong[0] if wrong else None

    def typed_elsewhere(self, shown: int) -> list[tuple[str, Any]]:
        """Names and values of what was typed on the other steps."""
        return [
            (form.add_prefix(name), value)
            for place, form in enumerate(self.forms)
            if place != shown and self._was_sent(place)
            for name, value in _values(form)
        ]

    def summaries(self) -> list[tuple[Step, list[str]]]:
        """What was given on every step but the last, where it is in order."""
        before = list(zip(self.steps, self.forms, strict=True))[:-1]
        return [(step, form.summary()) for step, form in before if form.is_valid()]

    def _was_sent(self, place: int) -> bool:
        """Ticks that are not made are not sent, so a step may come without any field."""
        prefix = f"{self.steps[place].name}-"
        is_current = self._place_of("at") == place
        return is_current or any(name.startswith(prefix) for name in self._data)

    def _place_of(self, name: str) -> int | None:
        names = [step.name for step in self.steps]
        sent = self._data.get(name, "")
        return names.index(sent) if sent in names else None


def _values(form: forms.Form) -> list[tuple[str, Any]]:
    """Field and value as they were sent, without passwords; what was not sent is empty."""
    return [
        (bound.name, "" if bound.value() is None else bound.value())
        for bound in form
        if not isinstance(bound.field.widget, forms.PasswordInput)
    ]
