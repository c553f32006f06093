import os
import subprocess
import sys
from pathlib import Path

import pytest

CANARY = "kanarienvogelgelb"


def run(moment: str, directory: Path) -> None:
    environment = os.environ | {"VIDEOBERATUNG_DATA_DIR": str(directory)}
    environment.pop("VIDEOBERATUNG_DATABASE_URL", None)  # it is SQLite's file that is looked at
    program = [sys.executable, "-m", "videoberatung.rights.tests.leaver", CANARY, moment]
    subprocess.run(
        program,
        check=True,
        env=environment | {"DJANGO_SETTINGS_MODULE": "videoberatung.config.settings"},
        capture_output=True,
    )


def files_with_the_canary(directory: Path) -> list[str]:
    files = [path for path in directory.rglob("*") if path.is_file()]
    return [path.name for path in files if CANARY.encode() in path.read_bytes().lower()]


@pytest.mark.promise(8)
def test_not_a_byte_is_left_in_the_files_of_the_database(tmp_path: Path):
    run("before", tmp_path)
    assert files_with_the_canary(tmp_path) != [], "the control: it is looked for in the right way"
    run("after", tmp_path)
    assert files_with_the_canary(tmp_path) == []
