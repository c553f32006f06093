"""The commands `backup`, `restore` and `new-backup-key`, and the look at the list at each start."""

import argparse
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import django

from videoberatung.config.environment import Environment

if TYPE_CHECKING:
    from pyrage import x25519

    from videoberatung.backups.deletion_list import DeletionList
    from videoberatung.backups.folder import Backup
    from videoberatung.backups.restoring import Restored

DONE, FAILED, WRONG = 0, 1, 2


def backup(_options: argparse.Namespace, environment: Environment, _rest: list[str]) -> int:
    if environment.backup_dir is None:
        print("VIDEOBERATUNG_BACKUP_DIR is missing: where should it go?", file=sys.stderr)
        return WRONG
    django.setup()
    from videoberatung.backups.folder import BusyError
    from videoberatung.backups.making import forget_old_backups, make_backup
    from videoberatung.backups.postgresql import ProgramError

    folder, now = environment.backup_dir, datetime.now(UTC)
    try:
        made = make_backup(folder, now, recipients=environment.backup_recipients)
    except BusyError:
        print("Another backup is being made right now.", file=sys.stderr)
        return FAILED
    except (OSError, ProgramError) as error:
        print(f"No backup was made: {error}", file=sys.stderr)
        return FAILED
    forget_old_backups(folder, now, kept=timedelta(days=environment.backup_days))
    print(made.path)
    return DONE


def new_backup_key(options: argparse.Namespace, _environment: Environment, _rest: list[str]) -> int:
    from videoberatung.backups.sealing import new_key

    secret, public = new_key()
    try:
        descriptor = os.open(options.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        print(f"{options.file}: {error.strerror}", file=sys.stderr)
        return FAILED
    with os.fdopen(descriptor, "w") as file:
        file.write(f"# public key: {public}\n{secret}\n")
    print(f"VIDEOBERATUNG_BACKUP_RECIPIENTS={public}")
    print(f"{options.file} opens the backups: keep it away from this machine.", file=sys.stderr)
    return DONE


def restore(options: argparse.Namespace, environment: Environment, _rest: list[str]) -> int:
    django.setup()
    from django.db import Error

    from videoberatung.backups.folder import as_backup
    from videoberatung.backups.postgresql import ProgramError
    from videoberatung.backups.restoring import RestoreRefusedError
    from videoberatung.backups.sealing import UnreadableError
    from videoberatung.signalling.bus import set_publisher

    set_publisher(lambda _changes: None)  # nobody is in a room: the service stands still
    found = as_backup(options.file)
    if found is None or not options.file.is_file():
        print(f"{options.file} is no backup: videoberatung-….age", file=sys.stderr)
        return WRONG
    try:
        result = _restore(found, options, environment, datetime.now(UTC))
    except (RestoreRefusedError, UnreadableError, ProgramError, OSError) as error:
        print(f"Nothing was changed: {error}.", file=sys.stderr)
        return FAILED
    except Error as error:
        print(f"Nothing was changed: the database said {type(error).__name__}.", file=sys.stderr)
        return FAILED
    return _report(result)


def _restore(
    found: "Backup", options: argparse.Namespace, environment: Environment, now: datetime
) -> "Restored":
    """Look at everything first; the database is touched last."""
    from videoberatung.backups import restoring
    from videoberatung.config.erasing import erase_what_is_due

    identities = _identities(options.key)
    restoring.check_backup(found, identities)
    folder = found.path.resolve().parent
    listed = _listed(folder, environment, now)
    if not options.without_deletions:
        restoring.check_list(listed, found)
    if restoring.is_in_use(environment.signalling_socket):
        raise restoring.RestoreRefusedError("the service is running; stop it first")
    if restoring.holds_data():
        if not options.overwrite:
            raise restoring.RestoreRefusedError(
                "the database holds data; --overwrite replaces it by the backup"
            )
        restoring.list_what_is_new(folder, now)
        listed = _listed(folder, environment, now)
    return restoring.restore(
        found, identities, listed, erase_what_is_due=erase_what_is_due, now=now
    )


def _identities(file: Path) -> "list[x25519.Identity]":
    from videoberatung.backups.sealing import read_identities

    return read_identities(sys.stdin.read() if str(file) == "-" else file.read_text())


def _listed(folder: Path, environment: Environment, now: datetime) -> "DeletionList":
    from videoberatung.backups.deletion_list import read_list

    return read_list(folder, since=now - timedelta(days=2 * environment.backup_days + 1))


def _report(result: "Restored") -> int:
    print(f"Restored. Deletions repeated: {result.replayed.repeated}.")
    newest = result.last_at.isoformat(timespec="seconds") if result.last_at else "none"
    print(f"The newest deletion in the list: {newest}. What was deleted later is not known here.")
    if result.unreadable:
        print(f"Lines broken off by a crash, written again later: {result.unreadable}.")
    for row in result.replayed.remaining:
        print(f"Still there because something refers to it: {row}", file=sys.stderr)
    return FAILED if result.replayed.remaining else DONE


def repeat_deletions(environment: Environment) -> None:
    """Before the service works: nobody comes back, by whatever means the database was set back.

    After `django.setup`. A database that is not there yet has forgotten nothing.
    """
    import structlog
    from django.db import Error, connections

    from videoberatung.backups.restoring import catch_up
    from videoberatung.config.erasing import erase_what_is_due

    log = structlog.get_logger()
    folder, now = environment.backup_dir, datetime.now(UTC)
    if environment.sample and folder is None:
        return
    if folder is None:
        log.warning("no_backups_are_made", setting="VIDEOBERATUNG_BACKUP_DIR")
        return
    if not folder.is_dir():
        return
    try:
        listed = _listed(folder, environment, now)
        if count := catch_up(listed, erase_what_is_due=erase_what_is_due, now=now):
            log.warning("deletions_repeated", count=count)
    except Error as error:
        log.error("deletions_not_compared", exc_info=error)
    finally:
        connections.close_all()
