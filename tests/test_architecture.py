"""Rules of docs/architecture.md and docs/development.md that a machine can check."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.db import models

from videoberatung.privacy.field_names import unnamed_fields
from videoberatung.privacy.inventory import is_decided
from videoberatung.privacy.retention import clocks_without_words

ROOT = Path(__file__).parents[1]
SOURCE = sorted(ROOT.glob("videoberatung/**/*.py"))
OWN_APPS = [config for config in apps.get_app_configs() if config.name.startswith("videoberatung.")]
CATALOGUES = sorted(ROOT.glob("videoberatung/*/locale/de/LC_MESSAGES/django.po"))
HTTP_EDGE = [
    path for path in SOURCE if path.name in ("views.py", "forms.py") or "views" in path.parts
]
PERSONAL_KINDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.GenericIPAddressField,
)
FRONTEND = ROOT / "frontend/src"
MAY_IMPORT = {"pure": {"pure"}, "call": {"call", "pure"}, "ui": {"ui", "pure"}}
LONGEST_FILE = 400


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [*SOURCE, *sorted(FRONTEND.glob("**/*.ts"))], ids=name_of)
def test_no_file_outgrows_its_one_thing(path: Path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", HTTP_EDGE, ids=name_of)
def test_the_http_edge_starts_every_query_from_the_practice(path: Path):
    names = [n.attr for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Attribute)]
    assert "objects" not in names


@pytest.mark.promise(26)
@pytest.mark.parametrize("app", OWN_APPS, ids=lambda app: app.label)
def test_every_field_that_may_hold_personal_data_is_declared(app: AppConfig):
    undecided = [
        f"{model.__name__}.{field.name}"
        for model in app.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, PERSONAL_KINDS) and not is_decided(model, field.name)
    ]
    assert undecided == []


@pytest.mark.promise(26)
def test_the_privacy_page_has_words_for_each_declared_field_and_its_time():
    """`name_fields` in the app's personal_data.py; `CLOCKS` and `ENDS` in privacy/retention.py."""
    assert list(unnamed_fields()) == []
    assert clocks_without_words() == []


@pytest.mark.parametrize("path", sorted(FRONTEND.glob("**/*.ts")), ids=name_of)
def test_frontend_folders_know_only_the_ones_below(path: Path):
    folder = path.relative_to(FRONTEND).parts[0]
    imported = set(re.findall(r'from "(?:\.\./)+(pure|call|ui|pages)/', path.read_text()))
    assert imported <= MAY_IMPORT.get(folder, {"pages", "call", "ui", "pure"})


def test_no_template_or_script_builds_markup_from_text():
    """Trusted Types would stop it in the browser; this stops it before."""
    forbidden = re.compile(r"\.innerHTML|insertAdjacentHTML|document\.write|\|safe\b| style=\"")
    files = [*ROOT.glob("videoberatung/**/*.html"), *FRONTEND.glob("**/*.ts")]
    assert [name_of(path) for path in files if forbidden.search(path.read_text())] == []


@pytest.mark.promise(17)
def test_nothing_can_record():
    recorders = re.compile(r"MediaRecorder|requestRecord|RecordingSession")
    files = [*ROOT.glob("videoberatung/**/*.py"), *FRONTEND.glob("**/*.ts")]
    # Whoever looks for them must name them.
    files = [path for path in files if path.stem not in ("recording_checks", "test_recording")]
    assert [name_of(path) for path in files if recorders.search(path.read_text())] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
def test_every_sentence_has_its_german(path: Path):
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale="de")
    open_sentences = [m.id for m in catalogue if m.id and (not m.string or m.fuzzy)]
    assert open_sentences == []
