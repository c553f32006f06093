"""The trail in words: every step has its own, and things lead to their pages while they exist."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from videoberatung.trail import words
from videoberatung.trail.models import Entry
from videoberatung.trail.reading import steps_of, trail_of
from videoberatung.trail.services import record
from videoberatung.trail.words import has_words, register_actions, register_kind, sentence_of

SOURCE = [path for path in Path(__file__).parents[2].glob("**/*.py") if "tests" not in path.parts]


def recorded(path: Path) -> Iterator[str]:
    """The actions that a file records, as they are written there."""
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            if name == "record" and call.args:
                for part in ast.walk(call.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def test_every_step_that_is_recorded_anywhere_has_words_in_both_languages():
    actions = {action for path in SOURCE for action in recorded(path)}
    assert "appointment.planned" in actions, "the control: this test finds what is recorded"
    assert {action for action in actions if not has_words(action)} == set()
    with translation.override("de"):
        german = {action: sentence_of(action) for action in actions}
    with translation.override("en"):
        assert {one for one in actions if german[one] == sentence_of(one)} == set()


def test_a_step_of_an_earlier_release_is_shown_as_it_is():
    assert sentence_of("teapot.boiled") == "teapot.boiled"


@pytest.fixture
def boat(monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A thing that still exists, of a kind that has pages."""
    monkeypatch.setattr(words, "_sentences", {})
    monkeypatch.setattr(words, "_kinds", {})
    afloat = uuid4()

    def find(_practice: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
        return {one: f"/boats/{one}/" for one in ids if one == afloat}

    register_actions({"boat.built": "Boat built"})
    register_kind("boat", "Boat", find)
    return afloat


@pytest.mark.django_db
def test_a_thing_leads_to_its_page_as_long_as_it_exists(boat: UUID):
    practice, actor = uuid4(), uuid4()
    record("boat.built", practice=practice, actor=actor, subject=uuid4())
    record("boat.built", practice=practice, actor=None, subject=boat)
    record("boat.built", practice=uuid4(), actor=actor, subject=boat)
    afloat, sunk = steps_of(practice, trail_of(practice))
    assert (afloat.sentence, afloat.kind, afloat.url) == ("Boat built", "Boat", f"/boats/{boat}/")
    assert (sunk.kind, sunk.url, sunk.actor) == ("Boat", "", actor)
    assert afloat.actor is None


@pytest.mark.django_db
def test_a_thing_without_pages_has_none(boat: UUID):
    practice = uuid4()
    record("raft.built", practice=practice, actor=None, subject=boat)
    [step] = steps_of(practice, trail_of(practice))
    assert (step.kind, step.url) == ("", "")


@pytest.mark.django_db
def test_a_trail_can_be_read_person_by_person():
    practice, ada, gone = uuid4(), uuid4(), uuid4()
    for actor in (ada, gone, None):
        record("appointment.planned", practice=practice, actor=actor, subject=None)
    assert [one.actor for one in trail_of(practice).by(ada)] == [ada]
    assert {one.actor for one in Entry.objects.by_nobody_of([ada])} == {gone, None}
