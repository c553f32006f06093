"""What is wrong with a form, as a list for the top of the page."""

from typing import Any, NamedTuple

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet


class Problem(NamedTuple):
    field_id: str  # empty: the problem belongs to the form as a whole
    label: str
    sentence: str


def problems_of(form: "BaseForm | BaseFormSet[Any]") -> list[Problem]:
    """In the order of the page; empty while nothing has been sent."""
    if isinstance(form, BaseFormSet):
        whole = [Problem("", "", str(error)) for error in form.non_form_errors()]
        return whole + [problem for part in form.forms for problem in problems_of(part)]
    problems = [Problem("", "", str(error)) for error in form.non_field_errors()]
    for field in form:
        label = " ".join(filter(None, (getattr(form, "legend", ""), str(field.label))))
        problems += [Problem(field.id_for_label, label, str(error)) for error in field.errors]
    return problems
