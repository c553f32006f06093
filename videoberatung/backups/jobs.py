"""The nightly backup, its end, and the list of deletions, where a folder is configured."""

import threading
from datetime import datetime
from pathlib import Path

import structlog
from django.conf import settings

from videoberatung.backups.deletion_list import list_new_deletions
from videoberatung.backups.folder import BusyError, backups_in
from videoberatung.backups.making import forget_old_backups, make_backup
from videoberatung.jobs.periodic import periodic
from videoberatung.jobs.rounds import every_round
from videoberatung.jobs.schedule import latest_slot

log = structlog.get_logger()

# UTC: at night in Germany, in summer and in winter.
NIGHTLY = "30 1 * * *"


@every_round
def list_deletions(now: datetime) -> bool:
    """A second after a deletion it stands in the list outside of the database."""
    folder: Path | None = settings.BACKUP_DIR
    if folder is None or not folder.is_dir():  # made by the first backup; the audit misses it
        return False
    try:
        return list_new_deletions(folder, now) > 0
    except OSError as error:  # they stay noted in the database until they can be written
        log.error("deletion_list_failed", exc_info=error)
        return False


@periodic("*/10 * * * *")
def back_up(now: datetime) -> None:
    """If the last night has no backup. Beside the worker: mail and deletion do not wait for it."""
    folder: Path | None = settings.BACKUP_DIR
    if folder is None or is_made(folder, now):
        return
    threading.Thread(target=_back_up, args=(folder, now), name="backup", daemon=True).start()


@periodic("*/15 * * * *")
def forget_backups(now: datetime) -> int:
    folder: Path | None = settings.BACKUP_DIR
    return forget_old_backups(folder, now, kept=settings.BACKUPS_KEPT) if folder else 0


def is_made(folder: Path, now: datetime) -> bool:
    made = backups_in(folder)
    return bool(made) and made[-1].made_at >= latest_slot(NIGHTLY, now)


def _back_up(folder: Path, now: datetime) -> None:
    try:
        make_backup(folder, now, recipients=settings.BACKUP_RECIPIENTS)
    except BusyError:
        log.info("backup_is_being_made")
    except Exception as error:  # tried again ten minutes later; the audit tells the operator
        log.error("backup_failed", exc_info=error)
