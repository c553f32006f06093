from pathlib import Path

import pytest
from pytest_django import Settings

from videoberatung.rooms.message_checks import COMPARISON


@pytest.fixture
def script(settings: Settings, tmp_path: Path) -> Path:
    """The only script that is sent out, beside an empty directory of data."""
    settings.ASSETS = settings.DATA_DIR = tmp_path
    (tmp_path / "assets").mkdir()
    script = tmp_path / "assets/room-BnEG7HDR.js"
    script.write_text(f"pc.sctp.transport.{COMPARISON}()")
    return script
