"""The table of who may do what, worked out from the rules for the help page. Pure."""

from dataclasses import dataclass, field
from enum import Enum
from itertools import product
from uuid import UUID, uuid4

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from videoberatung.practices.roles import Action, Role, holds_in, may


class Answer(Enum):
    YES = "yes"
    NO = "no"
    IF_PROVIDER = "if_provider"
    IF_PRESET = "if_preset"


@dataclass(frozen=True)
class _Presets:
    providers_plan_for_all: bool
    providers_see_all_waiting: bool


@dataclass(frozen=True)
class _SomeMember:
    role: str
    holds_consultations: bool
    practice: _Presets
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Right:
    label: str | Promise
    answers: list[tuple[Role, Answer]]


_LABELS = {
    Action.PLAN_OWN: _("Plan, change and cancel one's own appointments, and invite to them"),
    Action.PLAN_ALL: _("The same for the appointments of everybody in the practice"),
    Action.SEE_WAITING_OWN: _("See by name who waits for oneself, and write to them"),
    Action.SEE_WAITING_ALL: _(
        "See by name who waits for anybody in the practice, and write to them"
    ),
    Action.HOLD_OWN: _("Let people in and hold the consultation: one's own, or one handed over"),
    Action.WORK_WITH_PAPERS: _("Work with to-dos and the documents of the practice"),
    Action.LEAD_TEAM: _("Lead the team and change settings and presets"),
    Action.CHANGE_CONTRACT: _("Change contract and bank details, see invoices, close the practice"),
    Action.READ_TRAIL: _("Read the record of who did what"),
}


def rights_table() -> list[Right]:
    """One row for each right, in each row an answer for each role."""
    return [
        Right(_LABELS[action], [(role, answer_for(role, action)) for role in Role])
        for action in Action
    ]


def answer_for(role: Role, action: Action) -> Answer:
    """What is true of everybody with this role, or what it depends on."""
    by_presets = [_answers(role, action, presets) for presets in _all_presets()]
    if any(answers != by_presets[0] for answers in by_presets):
        return Answer.IF_PRESET
    if len(by_presets[0]) > 1:
        return Answer.IF_PROVIDER
    return Answer.YES if by_presets[0] == {True} else Answer.NO


def _answers(role: Role, action: Action, presets: _Presets) -> set[bool]:
    """What those who hold consultations and those who do not may, as far as both exist."""
    holdings = {holds_in(role, wishes=wishes) for wishes in (True, False)}
    return {may(_SomeMember(role, holds, presets), action) for holds in holdings}


def _all_presets() -> list[_Presets]:
    return [_Presets(*choice) for choice in product((False, True), repeat=2)]
