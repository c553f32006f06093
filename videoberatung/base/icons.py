"""Our own drawings: one stroked path per name on a 24 by 24 grid.

The same file is read by the front end (frontend/src/ui/icon.ts).
"""

import json
from pathlib import Path
from typing import cast

ICONS = cast(dict[str, str], json.loads(Path(__file__).with_name("icons.json").read_text()))
