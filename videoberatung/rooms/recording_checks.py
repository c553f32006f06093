"""Whether anything that is shipped could record (promise 17)."""

import re
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from videoberatung.privacy.findings import Finding, broken, kept, unseen
from videoberatung.rooms.scripts import shipped_scripts

# The browser's ways from a picture or a sound to a file; names that no minifier may change.
RECORDERS = re.compile(r"MediaRecorder|captureStream|VideoEncoder|AudioEncoder|ImageCapture")
KINDS = frozenset(
    {".webm", ".mkv", ".mp4", ".m4a", ".ogg", ".opus", ".mp3", ".wav", ".h264", ".ivf"}
)


def check_nothing_records(_now: datetime) -> Finding:
    """Promise 17."""
    scripts = shipped_scripts()
    if not scripts:
        return unseen(_("the scripts are not built, so nobody could look"))
    recorders = sum(bool(RECORDERS.search(text)) for text in scripts.values())
    files = _count_recordings(settings.DATA_DIR)
    figures = {"scripts": len(scripts), "recorders": recorders, "files": files}
    if recorders or files:
        return broken(
            _("scripts that could record: %(recorders)d, files of picture or sound: %(files)d")
            % figures
        )
    return kept(
        _("scripts searched: %(scripts)d, able to record: 0; files of picture or sound: 0")
        % figures
    )


def _count_recordings(directory: Path) -> int:
    return sum(path.suffix.lower() in KINDS for path in directory.rglob("*"))
