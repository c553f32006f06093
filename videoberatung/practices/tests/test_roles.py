from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest

from videoberatung.practices.roles import (
    Action,
    Role,
    may,
    may_hold,
    may_plan,
    may_see_waiting,
)


@dataclass(frozen=True)
class Person:
    role: str
    holds_consultations: bool = False
    id: UUID = field(default_factory=uuid4)


DOCTOR_OWNER = Person(Role.OWNER, True)
OWNER = Person(Role.OWNER)
ADMINISTRATOR = Person(Role.ADMINISTRATOR)
PROVIDER = Person(Role.PROVIDER, True)
ORGANISER = Person(Role.ORGANISER)
EVERYBODY = [DOCTOR_OWNER, OWNER, ADMINISTRATOR, PROVIDER, ORGANISER]
COLLEAGUE = Person(Role.PROVIDER, True)

# Who may, in the order of EVERYBODY.
TABLE = [
    (Action.PLAN_OWN, (1, 0, 0, 1, 0)),
    (Action.PLAN_ALL, (1, 1, 1, 0, 1)),
    (Action.SEE_WAITING_OWN, (1, 0, 0, 1, 0)),
    (Action.SEE_WAITING_ALL, (1, 1, 0, 0, 1)),
    (Action.HOLD_OWN, (1, 0, 0, 1, 0)),
    (Action.WORK_WITH_PAPERS, (1, 1, 1, 1, 1)),
    (Action.LEAD_TEAM, (1, 1, 1, 0, 0)),
    (Action.CHANGE_CONTRACT, (1, 1, 0, 0, 0)),
    (Action.READ_TRAIL, (1, 1, 1, 0, 0)),
]


def test_the_table_names_every_right():
    assert [action for action, _answers in TABLE] == list(Action)


@pytest.mark.parametrize(("action", "answers"), TABLE)
def test_rights_follow_the_role(action: Action, answers: tuple[int, ...]):
    assert tuple(may(person, action) for person in EVERYBODY) == tuple(map(bool, answers))


@pytest.mark.parametrize(
    ("person", "plans", "sees"),
    [
        (DOCTOR_OWNER, True, True),
        (OWNER, True, True),
        (ADMINISTRATOR, True, False),
        (PROVIDER, False, False),
        (ORGANISER, True, True),
    ],
)
def test_what_concerns_a_colleague(person: Person, plans: bool, sees: bool):
    assert may_plan(person, moderator=COLLEAGUE) is plans
    assert may_see_waiting(person, moderator=COLLEAGUE) is sees
    assert not may_hold(person, COLLEAGUE)


@pytest.mark.parametrize("person", [DOCTOR_OWNER, PROVIDER])
def test_ones_own_appointment(person: Person):
    assert may_plan(person, moderator=person)
    assert may_see_waiting(person, moderator=person)
    assert may_hold(person, person)


@pytest.mark.parametrize("person", [OWNER, ADMINISTRATOR, ORGANISER])
def test_who_holds_no_consultations_never_holds_one(person: Person):
    assert not any(may_hold(person, moderator) for moderator in [*EVERYBODY, person])
