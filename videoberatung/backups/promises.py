"""Whether backups are encrypted, go in time, and the list of deletions is kept beside them."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from videoberatung.backups.folder import Backup, backups_in
from videoberatung.backups.models import Deletion
from videoberatung.backups.sealing import is_sealed
from videoberatung.backups.triggers import installed, number_of_triggers
from videoberatung.privacy.findings import Finding, broken, kept, unseen
from videoberatung.privacy.promises import register_check

# One each night, with time to make it.
NEWEST_AT_MOST = timedelta(hours=26)
# How late expiry and list may be: their jobs run every quarter of an hour and every second.
LATE = timedelta(minutes=30)


def check_backups(now: datetime) -> Finding:
    """Promise 28."""
    missing = number_of_triggers() - len(installed(connection))
    if missing:
        return broken(_("deletions the database does not note: %(count)d") % {"count": missing})
    folder: Path | None = settings.BACKUP_DIR
    if folder is None:
        return unseen(_("no folder for backups is configured here, so this service makes none"))
    if not folder.is_dir():
        return broken(_("the folder for backups is not there"))
    waiting = Deletion.objects.unlisted_since(now - LATE).count()
    if waiting:
        return broken(_("deletions missing in the list: %(count)d") % {"count": waiting})
    return _look_at(backups_in(folder), now)


def _look_at(backups: list[Backup], now: datetime) -> Finding:
    if not backups:
        return broken(_("there is no backup yet"))
    newest, oldest = now - backups[-1].made_at, now - backups[0].made_at
    plain = sum(not is_sealed(backup.path) for backup in backups)
    expired = sum(backup.made_at < now - settings.BACKUPS_KEPT - LATE for backup in backups)
    figures = {
        "count": len(backups),
        "plain": plain,
        "expired": expired,
        "newest": int(newest / timedelta(hours=1)),
        "oldest": oldest.days,
    }
    evidence = _(
        "backups: %(count)d, unencrypted: %(plain)d, past their term: %(expired)d, newest "
        "%(newest)d hours old, oldest %(oldest)d days; the list of deletions is complete"
    )
    is_kept = not plain and not expired and newest <= NEWEST_AT_MOST
    return (kept if is_kept else broken)(evidence % figures)


register_check(28, check_backups)
