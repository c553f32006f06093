"""The steps in which a practice registers. An app above adds its own (billing: the plan)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from videoberatung.practices.forms.step import StepForm


@dataclass(frozen=True)
class Step:
    """`name` is the prefix of its fields; steps stand in the order of `position`."""

    name: str
    title: Promise
    form: type[StepForm]
    position: int


_steps: list[Step] = []


def register_step(step: Step) -> None:
    """Raises ValueError if there is one of that name."""
    if any(step.name == other.name for other in _steps):
        raise ValueError(f"two steps are called {step.name}")
    _steps.append(step)
    _steps.sort(key=lambda one: one.position)


def registered_steps() -> Sequence[Step]:
    """Without the last one, in which whoever registers agrees; it depends on who that is."""
    return tuple(_steps)
