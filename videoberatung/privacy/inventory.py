"""Which field holds personal data, why, and until when: declared once, used for everything.

Erasure, the checks of promises and the tests read it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from videoberatung.privacy.operator import RECEIVERS

Model = type[models.Model]
Eraser = Callable[[datetime], int]


@dataclass(frozen=True)
class DaysIn:
    """As many days as a number field says, of the row or across relations.

    `words` is an English sentence marked for translation that says who chooses them.
    """

    field: str
    words: str


Retention = timedelta | DaysIn | str
Responsible = Literal["operator", "practice"]


@dataclass(frozen=True)
class PersonalData:
    """Some fields of one model that share purpose and fate.

    `purpose` and a `retention` in words are English sentences marked for translation.
    `retention` as a timedelta or a number of days in a field (`practice__retention_days`) runs
    from the moment in `counted_from` (a date field, also across relations:
    `appointment__ends_at`); in words it names who or what ends it.
    `receivers` are kinds of recipients (privacy/operator.py) besides who keeps the machines.
    `responsible` is who decides what for and how long (Art. 4 no. 7 GDPR); for a practice the
    operator acts on its instructions.
    """

    model: Model
    fields: tuple[str, ...]
    purpose: str
    basis: str
    retention: Retention
    counted_from: str
    erased_by: Literal["blank", "delete"] | Eraser
    receivers: tuple[str, ...]
    exportable: bool
    responsible: Responsible


_declared: list[PersonalData] = []
_impersonal: set[tuple[Model, str]] = set()


def declare(
    model: Model,
    *fields: str,
    purpose: str,
    basis: str,
    retention: Retention,
    counted_from: str = "",
    erased_by: Literal["blank", "delete"] | Eraser = "blank",
    receivers: tuple[str, ...] = (),
    exportable: bool = False,
    responsible: Responsible = "operator",
) -> None:
    """Declare fields of a model as personal data.

    `erased_by` "blank" empties the fields, "delete" removes the row; a function of the
    current time erases what is due by itself and says how many rows that were.
    Raises ValueError if a field or a kind of receiver does not exist or the clock is missing.
    """
    _check_fields(model, fields)
    if not RECEIVERS.issuperset(receivers):
        raise ValueError(f"{model.__name__}: unknown kind of receiver")
    if not isinstance(retention, str) and not counted_from and not callable(erased_by):
        raise ValueError(f"{model.__name__}: from when does the time count?")
    _declared.append(
        PersonalData(
            model,
            fields,
            purpose,
            basis,
            retention,
            counted_from,
            erased_by,
            receivers,
            exportable,
            responsible,
        )
    )


def declare_impersonal(model: Model, *fields: str) -> None:
    """State that fields which could hold something about a person do not."""
    _check_fields(model, fields)
    _impersonal.update((model, field) for field in fields)


def declared() -> tuple[PersonalData, ...]:
    return tuple(_declared)


def is_decided(model: Model, field: str) -> bool:
    """Whether somebody thought about this field: personal or not."""
    return (model, field) in _impersonal or any(
        model is entry.model and field in entry.fields for entry in _declared
    )


def _check_fields(model: Model, fields: tuple[str, ...]) -> None:
    for field in fields:
        try:
            model._meta.get_field(field)
        except FieldDoesNotExist:
            raise ValueError(f"{model.__name__} has no field {field}") from None
