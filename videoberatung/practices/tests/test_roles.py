from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest
from django.test import Client

from videoberatung.practices.roles import (
    Action,
    Role,
    holds_in,
    is_a_raise,
    may,
    may_hold,
    may_lead,
    may_plan,
    may_see_waiting,
    may_watch,
    roles_to_give,
)
from videoberatung.practices.tests.factories import make_member


@dataclass(frozen=True)
class Presets:
    providers_plan_for_all: bool = False
    providers_see_all_waiting: bool = False


@dataclass(frozen=True)
class Person:
    role: str
    holds_consultations: bool = False
    practice: Presets = field(default_factory=Presets)
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
    assert may_see_waiting(person, moderators=[COLLEAGUE]) is sees
    assert not may_hold(person, [COLLEAGUE])


@pytest.mark.parametrize("person", [DOCTOR_OWNER, PROVIDER])
def test_ones_own_appointment(person: Person):
    assert may_plan(person, moderator=person)
    assert may_see_waiting(person, moderators=[COLLEAGUE, person])
    assert may_hold(person, [COLLEAGUE, person])


@pytest.mark.parametrize("person", [OWNER, ADMINISTRATOR, ORGANISER])
def test_who_holds_no_consultations_never_holds_one(person: Person):
    assert not any(may_hold(person, [moderator]) for moderator in [*EVERYBODY, person])


BOTH = Presets(providers_plan_for_all=True, providers_see_all_waiting=True)


@pytest.mark.parametrize(
    ("presets", "plans", "sees"),
    [
        (Presets(providers_plan_for_all=True), True, False),
        (Presets(providers_see_all_waiting=True), False, True),
        (BOTH, True, True),
    ],
)
def test_a_practice_lets_its_providers_do_more(presets: Presets, plans: bool, sees: bool):
    provider = Person(Role.PROVIDER, True, practice=presets)
    assert may_plan(provider, moderator=COLLEAGUE) is plans
    assert may_see_waiting(provider, moderators=[COLLEAGUE]) is sees
    assert not may_hold(provider, [COLLEAGUE])


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ORGANISER])
def test_a_practice_lets_only_its_providers_do_more(role: Role):
    for action in Action:
        assert may(Person(role, practice=BOTH), action) is may(Person(role), action)


@pytest.mark.parametrize(
    ("person", "roles"),
    [
        (OWNER, set(Role)),
        (ADMINISTRATOR, set(Role) - {Role.OWNER}),
        (PROVIDER, set()),
        (ORGANISER, set()),
    ],
)
def test_which_roles_somebody_gives(person: Person, roles: set[Role]):
    assert set(roles_to_give(person)) == roles
    assert {one.role for one in EVERYBODY if may_lead(person, other=one)} == roles


@pytest.mark.parametrize(
    ("old", "new", "is_more"),
    [
        (Role.OWNER, Role.ORGANISER, False),
        (Role.OWNER, Role.OWNER, False),
        (Role.ADMINISTRATOR, Role.OWNER, True),
        (Role.ADMINISTRATOR, Role.PROVIDER, True),
        (Role.ADMINISTRATOR, Role.ORGANISER, True),
        (Role.ORGANISER, Role.ADMINISTRATOR, True),
    ],
)
def test_what_is_a_raise(old: Role, new: Role, is_more: bool):
    assert is_a_raise(old, new) is is_more


@pytest.mark.parametrize(
    ("role", "wishes", "holds"),
    [
        (Role.OWNER, True, True),
        (Role.OWNER, False, False),
        (Role.PROVIDER, False, True),
        (Role.ADMINISTRATOR, True, False),
        (Role.ORGANISER, True, False),
    ],
)
def test_who_holds_consultations(role: Role, wishes: bool, holds: bool):
    assert holds_in(role, wishes=wishes) is holds


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "sees"), [(Role.ADMINISTRATOR, True), (Role.ORGANISER, False)])
def test_the_own_role_is_part_of_the_account_and_the_practice_is_for_who_leads(
    client: Client, role: Role, sees: bool
):
    client.force_login(make_member(role=role).user)
    profile = client.get("/account/").content.decode()
    assert 'href="/portal/role/"' in profile
    assert ('href="/portal/practice/"' in profile) is sees


def test_only_who_sees_somebody_wait_may_watch():
    watching = {role for role in Role if may_watch(Person(role, holds_in(role, wishes=True)))}
    assert watching == {Role.OWNER, Role.PROVIDER, Role.ORGANISER}
