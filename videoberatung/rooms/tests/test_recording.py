"""Nothing that is shipped records, and what could shows (promise 17)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from videoberatung.rooms.recording_checks import check_nothing_records


def state() -> str:
    return check_nothing_records(datetime.now(UTC)).state


@pytest.mark.promise(17)
def test_what_is_built_records_nothing():
    assert state() == "kept"


@pytest.mark.breaks(17)
@pytest.mark.parametrize("word", ["new MediaRecorder(s)", "video.captureStream()", "VideoEncoder"])
def test_a_script_that_could_record_is_noticed(script: Path, word: str):
    assert state() == "kept"
    script.write_text(f"const r={word}")
    assert state() == "broken"


@pytest.mark.breaks(17)
def test_a_recording_beside_the_data_is_noticed(script: Path, tmp_path: Path):
    (tmp_path / "call.WEBM").touch()
    assert state() == "broken"


def test_without_scripts_nobody_says_kept(script: Path):
    script.unlink()
    assert state() == "unchecked"
