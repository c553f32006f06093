from datetime import UTC, datetime

import pytest
from django import forms
from django.utils.functional import Promise

from videoberatung.accounts.models import User
from videoberatung.practices import steps
from videoberatung.practices.forms.step import StepForm
from videoberatung.practices.promises import check_what_a_registration_asks
from videoberatung.practices.steps import Step

NOW = datetime(2030, 1, 8, 9, tzinfo=UTC)


def state() -> str:
    return check_what_a_registration_asks(NOW).state


@pytest.mark.promise(7)
def test_a_registration_asks_for_what_was_promised():
    assert state() == "kept"


@pytest.mark.breaks(7)
def test_a_step_that_asks_for_more_is_noticed(monkeypatch: pytest.MonkeyPatch):
    class Curious(StepForm):
        birthday = forms.DateField()

    step = Step("curious", Promise(), Curious, position=50)
    monkeypatch.setattr(steps, "_steps", [*steps._steps, step])
    assert state() == "broken"


@pytest.mark.breaks(7)
def test_an_account_that_keeps_more_is_noticed(monkeypatch: pytest.MonkeyPatch):
    field = User._meta.get_field("title")
    monkeypatch.setattr(field, "name", "birthday")
    assert state() == "broken"
