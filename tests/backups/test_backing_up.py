"""The commands and what a killed backup leaves behind."""

import logging
import os
import signal
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest
import structlog

from tests.backups.machine import PUBLIC, SECRET
from videoberatung.backups.folder import new_file, remove_unfinished, unfinished_in
from videoberatung.backups.sealing import is_sealed, read_identities, seal
from videoberatung.config.cli import main

pytestmark = pytest.mark.promise(28)

CANARY = b"kanarienvogel-im-klartext"
PATIENCE_SECONDS = 20


class Endless:
    """A database that goes on for ever."""

    def read(self, size: int = -1) -> bytes:
        time.sleep(0.001)
        return (CANARY * 1000)[:size]


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """A command sets up logging for its process; here the process goes on."""
    structured, handlers = structlog.get_config(), list(logging.getLogger().handlers)
    yield
    structlog.configure(**structured)
    logging.getLogger().handlers = handlers


def back_up_for_ever(path: Path) -> None:
    with new_file(path) as target:
        seal(Endless(), target, (PUBLIC,))


def test_a_backup_that_is_killed_leaves_nothing_in_the_clear(tmp_path):
    path = tmp_path / "videoberatung-20261124T013000Z.dump.age"
    process = get_context("spawn").Process(target=back_up_for_ever, args=(path,))
    process.start()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not any(one.stat().st_size > 200_000 for one in unfinished_in(tmp_path)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    (left,) = unfinished_in(tmp_path)
    assert is_sealed(left)
    assert CANARY not in left.read_bytes()
    assert left.stat().st_mode & 0o777 == 0o600
    assert remove_unfinished(tmp_path) == 1


def test_a_new_key_opens_what_is_made_for_it(tmp_path, capsys):
    file = tmp_path / "key.txt"
    assert main(["new-backup-key", str(file)]) == 0
    said = capsys.readouterr().out.strip()
    (identity,) = read_identities(file.read_text())
    assert said == f"VIDEOBERATUNG_BACKUP_RECIPIENTS={identity.to_public()}"
    assert file.stat().st_mode & 0o777 == 0o600
    assert main(["new-backup-key", str(file)]) == 1, "a key is never overwritten"


def test_without_a_folder_the_command_says_what_is_missing(capsys):
    assert main(["backup"]) == 2
    assert "VIDEOBERATUNG_BACKUP_DIR" in capsys.readouterr().err


def test_the_secret_key_is_no_recipient(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("VIDEOBERATUNG_BACKUP_DIR", str(tmp_path))
    monkeypatch.setenv("VIDEOBERATUNG_BACKUP_RECIPIENTS", SECRET)
    assert main(["check"]) == 2
    printed = capsys.readouterr().err
    assert "VIDEOBERATUNG_BACKUP_RECIPIENTS" in printed
    assert SECRET not in printed
