"""The words that pages and scripts agree on."""

import re
from pathlib import Path

from videoberatung.rooms.page_config import RoomConfig

SCRIPT = Path(__file__).parents[3] / "frontend/src/pure/room-config.ts"


def test_page_and_script_know_the_same_settings():
    shape = SCRIPT.read_text().partition("isRoomConfig = shape({")[2].partition("});")[0]
    assert set(re.findall(r"^\s+(\w+):", shape, re.MULTILINE)) == set(RoomConfig.__annotations__)
