"""The audit sees backups that are late, old or readable, and deletions that nobody would repeat."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation
from pytest_django import Settings

from videoberatung.accounts.tests.factories import make_person
from videoberatung.backups.deletion_list import list_new_deletions
from videoberatung.backups.folder import name_for
from videoberatung.backups.jobs import forget_backups, is_made, list_deletions
from videoberatung.backups.models import Deletion
from videoberatung.backups.promises import check_backups
from videoberatung.backups.sealing import new_key, seal
from videoberatung.backups.triggers import remove_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.promise(28)]

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
_SECRET, PUBLIC = new_key()


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """With a backup of last night and one of the night before."""
    settings.BACKUP_DIR = tmp_path
    for hours in (8, 32):
        put(tmp_path, hours=hours)
    return tmp_path


def put(folder: Path, *, hours: float) -> Path:
    path = folder / name_for("sqlite3", NOW - timedelta(hours=hours))
    with path.open("wb") as target:
        seal(BytesIO(b"x"), target, (PUBLIC,))
    return path


def found():
    with translation.override("en"):
        return check_backups(NOW)


@pytest.mark.usefixtures("folder")
def test_backups_of_each_night_are_kept():
    finding = found()
    assert finding.state == "kept"
    assert "backups: 2, unencrypted: 0, past their term: 0, newest 8 hours old" in finding.evidence


def test_without_a_folder_it_says_that_there_is_none():
    finding = found()
    assert finding.state == "unchecked"
    assert "no folder" in finding.evidence


@pytest.mark.breaks(28)
@pytest.mark.parametrize(
    ("breaks", "evidence"),
    [
        (lambda folder: put(folder, hours=1).write_bytes(b"PGDMP"), "unencrypted: 1"),
        (lambda folder: put(folder, hours=15 * 24), "past their term: 1"),
        (lambda folder: put(folder, hours=8).unlink(), "newest 32 hours old"),
        (lambda folder: [one.unlink() for one in folder.iterdir()], "no backup yet"),
        (
            lambda folder: Deletion.objects.create(
                kind="x", about="x", at=NOW - timedelta(hours=1)
            ),
            "missing in the list: 1",
        ),
        (lambda _folder: remove_triggers(connection), "does not note"),
    ],
)
def test_what_is_not_as_promised_is_seen(folder, breaks, evidence):
    breaks(folder)
    finding = found()
    assert finding.state == "broken"
    assert evidence in finding.evidence


@pytest.mark.breaks(28)
def test_a_folder_that_is_gone_is_seen(folder, settings):
    settings.BACKUP_DIR = folder / "gone"
    assert found().state == "broken"


@pytest.mark.parametrize(
    ("hours", "made"),
    [(8, True), (8.4, True), (8.6, False), (30, False)],
)
def test_the_night_begins_at_half_past_one(tmp_path, hours, made):
    put(tmp_path, hours=hours)
    assert is_made(tmp_path, NOW) is made
    assert not is_made(tmp_path / "empty", NOW)


def test_the_worker_writes_the_list_and_removes_what_is_old(folder):
    make_person().delete()
    assert list_deletions(NOW)
    assert not list_deletions(NOW), "nothing is left to list"
    put(folder, hours=15 * 24)
    assert forget_backups(NOW) == 1


def test_without_a_folder_the_worker_leaves_it_alone(tmp_path):
    make_person().delete()
    assert not list_deletions(NOW)
    assert forget_backups(NOW) == 0
    assert list_new_deletions(tmp_path, NOW) == 2, "and nothing is lost when there is one"
