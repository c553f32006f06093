"""A restore brings back everything but what was deleted since: two machines, one folder."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pyrage import x25519

from tests.backups.actor import DELETED, GONE, GUEST, LEAVES, NOTICE, PICTURE, STAYS, UNDONE
from tests.backups.machine import PUBLIC, Machine, new_database
from videoberatung.backups.sealing import seal

pytestmark = pytest.mark.promise(28)


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A short one: the path of a unix socket has 107 bytes at most."""
    with TemporaryDirectory(prefix="videoberatung-test-") as directory:
        yield Path(directory)


@pytest.fixture
def new_machine(tmp_path: Path) -> Iterator[Callable[[], Machine]]:
    """Each empty, all with the same folder for backups."""
    with ExitStack() as stack:

        def make() -> Machine:
            root = tmp_path / f"machine-{len(list(tmp_path.glob('machine-*')))}"
            root.mkdir()
            return Machine(root, tmp_path / "backups", stack.enter_context(new_database()))

        yield make


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Made once; each test has a copy."""
    root = tmp_path_factory.mktemp("filled")
    with new_database() as database:
        machine = Machine(root, root / "backups", database)
        machine.act("fill")
        yield machine


@pytest.fixture
def machine(filled: Machine, tmp_path: Path) -> Iterator[Machine]:
    """In use."""
    root = tmp_path / "machine-in-use"
    shutil.copytree(filled.data, root / "data")
    with new_database(filled.database_url) as database:
        yield Machine(root, tmp_path / "backups", database)


def files_with(folder: Path, canary: str) -> list[str]:
    files = [path for path in folder.iterdir() if path.is_file()]
    return [path.name for path in files if canary.encode() in path.read_bytes()]


def test_nobody_deleted_comes_back_and_nobody_else_is_missing(machine, new_machine):
    backup = machine.back_up()
    assert all(machine.holds(canary) for canary in (*DELETED, STAYS)), "the search finds them"
    machine.act("delete")
    before = machine.state()
    assert [canary for canary in DELETED if machine.holds(canary)] == []

    other = new_machine()
    restored = other.restore(backup)
    assert restored.returncode == 0, restored.stderr
    assert other.state() == before | {"sessions": 0}
    assert [canary for canary in DELETED if other.holds(canary)] == []
    assert before["names"] == sorted(["Ada", LEAVES, "modell", NOTICE, STAYS, UNDONE])
    assert before["left"] == [LEAVES]
    assert before["notices"] == [NOTICE], "given after the backup, or taken back after it"

    again = machine.restore(backup, "--overwrite")
    assert again.returncode == 0, again.stderr
    assert machine.state() == before | {"sessions": 0}


def test_without_the_list_they_would_be_back_so_it_is_refused(machine, new_machine):
    backup = machine.back_up()
    machine.act("delete")
    for path in machine.backups.glob("*.list"):
        path.unlink()
    other = new_machine()
    refused = other.restore(backup)
    assert refused.returncode == 1
    assert "list of deletions" in refused.stderr
    assert not other.holds(STAYS)

    assert other.restore(backup, "--without-deletions").returncode == 0
    assert {GONE, STAYS} <= set(other.state()["names"]), "the control: they were in the backup"


def test_nothing_is_in_the_clear_and_sessions_are_not_saved(machine):
    backup = machine.back_up()
    for canary in (*DELETED, STAYS, "SQLite", "PGDMP"):
        assert files_with(machine.backups, canary) == []
    assert {path.stat().st_mode & 0o777 for path in machine.backups.glob("*.age")} == {0o600}
    assert re.fullmatch(r"videoberatung-\d{8}T\d{6}Z\.(sqlite3|dump)\.age", backup.name)
    assert machine.state()["sessions"] == 2
    assert machine.restore(backup, "--overwrite").returncode == 0
    state = machine.state()
    assert state["sessions"] == 0
    assert state["guests"] == sorted([GONE, GUEST, STAYS])


def test_a_database_set_back_by_other_means_catches_up_at_the_start(machine, tmp_path):
    backup = machine.back_up()
    machine.act("delete")
    before = machine.state()
    lists = list(machine.backups.glob("*.list"))
    for path in lists:
        path.rename(tmp_path / path.name)
    assert machine.restore(backup, "--overwrite", "--without-deletions").returncode == 0
    assert machine.holds(GONE), "the control: the database is of before"
    for path in lists:
        (tmp_path / path.name).rename(path)
    machine.act("start")
    assert machine.state() == before | {"sessions": 0}
    assert [canary for canary in DELETED if machine.holds(canary)] == []


def test_a_database_with_data_is_not_replaced_unasked(machine):
    backup = machine.back_up()
    before = machine.state()
    refused = machine.restore(backup)
    assert refused.returncode == 1
    assert "--overwrite" in refused.stderr
    assert machine.state() == before


@pytest.mark.parametrize("damage", ["key", "cut off", "altered", "other content"])
def test_a_backup_is_checked_before_anything_is_touched(machine, damage):
    backup = machine.back_up()
    before = machine.state()
    whole = backup.read_bytes()
    if damage == "key":
        machine.key.write_text(str(x25519.Identity.generate()))
    elif damage == "cut off":
        backup.write_bytes(whole[:-1])
    elif damage == "altered":
        backup.write_bytes(whole[:-100] + bytes([whole[-100] ^ 1]) + whole[-99:])
    else:
        with backup.open("wb") as target:
            seal(BytesIO(b"no database at all"), target, (PUBLIC,))
    refused = machine.restore(backup, "--overwrite")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Nothing was changed")
    assert machine.state() == before


def test_a_restore_that_fails_half_way_leaves_what_was_there(machine):
    """The content is whole and begins rightly, but is none of ours."""
    backup = machine.back_up()
    before = machine.state()
    magic = b"PGDMP" if backup.name.endswith(".dump.age") else b"SQLite format 3\0"
    with backup.open("wb") as target:
        seal(BytesIO(magic + b"x" * 5000), target, (PUBLIC,))
    assert machine.restore(backup, "--overwrite").returncode == 1
    assert machine.state() == before


def test_a_backup_of_the_other_kind_of_database_is_refused(machine):
    backup = machine.back_up()
    ends = {".dump.age": ".sqlite3.age", ".sqlite3.age": ".dump.age"}
    end = next(end for end in ends if backup.name.endswith(end))
    other = backup.rename(str(backup).removesuffix(end) + ends[end])
    refused = machine.restore(other, "--overwrite")
    assert refused.returncode == 1
    assert "configuration names" in refused.stderr


def test_under_a_running_service_nothing_is_replaced(machine):
    backup = machine.back_up()
    before = machine.state()
    with machine.in_use():
        refused = machine.restore(backup, "--overwrite")
    assert refused.returncode == 1
    assert "stop it first" in refused.stderr
    assert machine.state() == before


def test_a_file_of_another_name_is_no_backup(machine):
    assert machine.restore(machine.key).returncode == 2


def test_the_picture_of_a_restored_backup_can_be_restored_once_more(machine, new_machine):
    """Backups of a restored service are as good as the first."""
    machine.back_up()
    machine.act("delete")
    first = new_machine()
    assert first.restore(next(machine.backups.glob("*.age"))).returncode == 0
    second = new_machine()
    made = first.back_up()
    assert second.restore(made).returncode == 0
    assert second.state() == first.state()
    assert not second.holds(PICTURE)
