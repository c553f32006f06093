from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pyrage import x25519

from videoberatung.backups.deletion_list import list_files, mark_backup, remove_old_lists
from videoberatung.backups.folder import (
    BusyError,
    as_backup,
    backups_in,
    name_for,
    new_file,
    only_writer,
    remove_expired,
    remove_unfinished,
    unfinished_in,
)
from videoberatung.backups.sealing import (
    FirstBytes,
    UnreadableError,
    is_sealed,
    new_key,
    read_identities,
    seal,
    unseal,
)

pytestmark = pytest.mark.promise(28)

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
TERM = timedelta(days=14)
SECRET, PUBLIC = new_key()
CONTENT = b"kanarienvogel" * 20_000


def sealed(path, content: bytes = CONTENT):
    with path.open("wb") as target:
        seal(BytesIO(content), target, (PUBLIC,))
    return path


def test_a_name_tells_the_moment_and_the_kind(tmp_path):
    backup = as_backup(tmp_path / name_for("sqlite3", NOW))
    assert backup.path.name == "videoberatung-20261124T013000Z.sqlite3.age"
    assert (backup.made_at, backup.kind) == (NOW, "sqlite3")
    assert as_backup(tmp_path / "videoberatung-yesterday.sqlite3.age") is None


def test_backups_go_at_the_end_of_their_term_and_not_before(tmp_path):
    for days in (15, 14, 13, 0):
        (tmp_path / name_for("dump", NOW - timedelta(days=days))).touch()
    (tmp_path / "of-somebody-else").touch()
    assert remove_expired(tmp_path, NOW, kept=TERM) == 2
    assert [(NOW - backup.made_at).days for backup in backups_in(tmp_path)] == [13, 0]
    assert (tmp_path / "of-somebody-else").exists()


def test_lists_stay_one_term_longer(tmp_path):
    for days in (30, 29, 28, 0):
        mark_backup(tmp_path, "x", NOW - timedelta(days=days))
    assert remove_old_lists(tmp_path, NOW, kept=TERM) == 2
    assert [(NOW.date() - day).days for day, _path in list_files(tmp_path)] == [28, 0]


def test_a_file_is_there_when_it_is_complete_or_not_at_all(tmp_path):
    path = tmp_path / name_for("dump", NOW)
    with pytest.raises(ZeroDivisionError), new_file(path) as file:
        file.write(b"%d" % (1 // 0))
    assert list(tmp_path.iterdir()) == []
    with new_file(path) as file:
        file.write(b"whole")
    assert path.read_bytes() == b"whole"
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_process_left_goes_with_the_next(tmp_path):
    (tmp_path / ".videoberatung-x.dump.age.unfinished").touch()
    assert remove_unfinished(tmp_path) == 1
    assert unfinished_in(tmp_path) == []


def test_two_backups_at_once_are_refused(tmp_path):
    folder = tmp_path / "new"
    with only_writer(folder), pytest.raises(BusyError), only_writer(folder):
        pass
    with only_writer(folder):
        pass
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_is_sealed_opens_with_the_key_and_holds_nothing_in_the_clear(tmp_path):
    path = sealed(tmp_path / "x")
    opened = BytesIO()
    unseal(path, opened, read_identities(f"# public key: {PUBLIC}\n{SECRET}\n"))
    assert opened.getvalue() == CONTENT
    assert b"kanarienvogel" not in path.read_bytes()
    assert is_sealed(path)


def test_another_key_does_not_open_it(tmp_path):
    with pytest.raises(UnreadableError, match="with this key"):
        unseal(sealed(tmp_path / "x"), BytesIO(), [x25519.Identity.generate()])


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole[:-1],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:50],
        lambda whole: b"",
        lambda whole: whole[:100_000] + bytes([whole[100_000] ^ 1]) + whole[100_001:],
        lambda whole: whole + b"more",
        lambda whole: CONTENT,
    ],
)
def test_what_was_cut_off_or_altered_is_recognised(tmp_path, change):
    path = sealed(tmp_path / "x")
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(UnreadableError):
        unseal(path, FirstBytes(4), read_identities(SECRET))


@pytest.mark.parametrize("text", ["", "age1xyz", "AGE-SECRET-KEY-1XYZ"])
def test_a_key_file_without_a_key_says_so(text):
    with pytest.raises(UnreadableError, match="key"):
        read_identities(text)


def test_of_a_content_only_the_beginning_is_kept():
    first = FirstBytes(4)
    for chunk in (b"ab", b"cd", b"ef"):
        assert first.write(chunk) == 2
    assert first.kept == b"abcd"
