"""The command `videoberatung`."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from videoberatung.base.logging import configure_logging
from videoberatung.config import backup_commands
from videoberatung.config.environment import ConfigurationError, Environment, read_environment

SETTINGS = "videoberatung.config.settings"
LASTING = {"serve", "pages", "signalling", "worker"}
Run = Callable[[argparse.Namespace, Environment, list[str]], int]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 2 when the configuration is wrong."""
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.command != "manage":
        _parser().error(f"unknown arguments: {' '.join(rest)}")
    try:
        environment = read_environment()
        if options.command != "signalling":
            environment.require_pages()
    except ConfigurationError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    configure_logging(environment.log_level if options.command in LASTING else "WARNING")
    run: Run = options.run
    return run(options, environment, rest)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="videoberatung", description="Video consultations.")
    commands = parser.add_subparsers(dest="command", required=True)

    def add(name: str, run: Run, text: str, *, port: int | None = None) -> None:
        command = commands.add_parser(name, help=text, add_help=name != "manage")
        command.set_defaults(run=run)
        if port is not None:
            command.add_argument("--host", default="127.0.0.1")
            command.add_argument("--port", type=int, default=port)

    add("serve", _serve, "everything in one process", port=8000)
    add("pages", _pages, "the pages alone", port=8001)
    add("signalling", _signalling, "the live rooms alone", port=8002)
    add("worker", _worker, "mail, deletion and other background work")
    add("migrate", _migrate, "bring the database to this release")
    add("check", _check, "check the configuration and say what is wrong")
    audit = commands.add_parser("audit", help="check every promise against the running service")
    audit.add_argument("--json", action="store_true", help="for programs")
    audit.add_argument("--language", choices=["de", "en"], default="de")
    audit.set_defaults(run=_audit)
    operator = commands.add_parser("operator", help="who runs the service")
    operator.add_argument("what", choices=["add", "remove", "list"])
    operator.add_argument("email", nargs="?", default="")
    operator.add_argument(
        "--password-stdin", action="store_true", help="read the password instead of asking for it"
    )
    operator.set_defaults(run=_operator)
    add("backup", backup_commands.backup, "make an encrypted backup of the database")
    restore = commands.add_parser("restore", help="put a backup back, without what was deleted")
    restore.add_argument(
        "file", type=Path, help="videoberatung-….age; the list of deletions beside"
    )
    restore.add_argument("--key", type=Path, required=True, help="file with the key, - for stdin")
    restore.add_argument("--overwrite", action="store_true", help="replace a database with data")
    restore.add_argument(
        "--without-deletions", action="store_true", help="also if the list of deletions is lost"
    )
    restore.set_defaults(run=backup_commands.restore)
    key = commands.add_parser("new-backup-key", help="make the pair of keys for backups")
    key.add_argument("file", type=Path, help="where the secret key goes")
    key.set_defaults(run=backup_commands.new_backup_key)
    record = commands.add_parser("record-of-processing", help="Art. 30 GDPR, to standard output")
    record.add_argument("--format", choices=["csv", "html", "pdf"], default="csv")
    record.add_argument("--language", choices=["de", "en"], default="de")
    record.set_defaults(run=_record)
    add("manage", _manage, "Django's own commands, for development")
    sample = commands.add_parser("sample", help="create the sample practice")
    sample.add_argument("--json", action="store_true", help="print its accounts as JSON")
    sample.set_defaults(run=_sample)
    return parser


def _serve(options: argparse.Namespace, environment: Environment, _rest: list[str]) -> int:
    from videoberatung.config.processes import serve

    return serve(environment, host=options.host, port=options.port)


def _pages(options: argparse.Namespace, environment: Environment, _rest: list[str]) -> int:
    from videoberatung.config.processes import pages

    return pages(environment, host=options.host, port=options.port)


def _signalling(options: argparse.Namespace, environment: Environment, _rest: list[str]) -> int:
    from videoberatung.config.processes import signalling

    return signalling(environment, host=options.host, port=options.port)


def _worker(_options: argparse.Namespace, environment: Environment, _rest: list[str]) -> int:
    from videoberatung.config.processes import worker

    return worker(environment)


def _migrate(_options: argparse.Namespace, _environment: Environment, _rest: list[str]) -> int:
    return _django("migrate", "--verbosity=0")


def _check(_options: argparse.Namespace, environment: Environment, _rest: list[str]) -> int:
    _django("check", "--verbosity=0")
    print(f"The configuration is complete. The service is {environment.public_url}.")
    if environment.backup_dir is None:
        print("No backups are made: VIDEOBERATUNG_BACKUP_DIR is not set.")
    return 0


def _audit(options: argparse.Namespace, _environment: Environment, _rest: list[str]) -> int:
    """0: nothing is broken; 1: something is."""
    import django

    django.setup()
    from django.utils import translation

    from videoberatung.privacy.audit import as_json, as_text, audit, is_any_broken

    with translation.override(options.language):
        lines = audit(datetime.now(UTC))
        print(as_json(lines) if options.json else as_text(lines))
    return int(is_any_broken(lines))


def _operator(options: argparse.Namespace, _environment: Environment, _rest: list[str]) -> int:
    import django

    django.setup()
    from videoberatung.config.operators import manage_operators

    return manage_operators(options.what, options.email, from_stdin=options.password_stdin)


def _record(options: argparse.Namespace, _environment: Environment, _rest: list[str]) -> int:
    import django

    django.setup()
    from django.utils import translation

    from videoberatung.legal import record

    now = datetime.now(UTC)
    with translation.override(options.language):
        if options.format == "pdf":
            return _write_pdf(record.as_html(now))
        if options.format == "html":
            print(record.as_html(now))
        else:
            print(record.as_csv(record.rows()), end="")
    return 0


def _write_pdf(page: str) -> int:
    from videoberatung.base.pdf import PdfError, pdf_of

    try:
        sys.stdout.buffer.write(pdf_of(page))
    except PdfError:
        print("Pango is not installed (docs/operations.md); try --format html.", file=sys.stderr)
        return 1
    return 0


def _manage(_options: argparse.Namespace, _environment: Environment, rest: list[str]) -> int:
    return _django(*rest)


def _sample(options: argparse.Namespace, environment: Environment, _rest: list[str]) -> int:
    if not environment.sample:
        print("VIDEOBERATUNG_SAMPLE is not set: no sample in a real service.", file=sys.stderr)
        return 2
    import django

    django.setup()
    from videoberatung.booking.sample import create_sample
    from videoberatung.signalling.bus import set_publisher

    set_publisher(lambda _changes: None)  # new appointments: nobody is in their rooms yet
    accounts = create_sample(datetime.now(UTC))
    if options.json:
        print(json.dumps([account._asdict() for account in accounts], ensure_ascii=False))
        return 0
    print(f"Sample accounts (they exist in the sample only; password {accounts[0].password}):")
    for practice, group in groupby(accounts, key=lambda account: account.practice):
        print(f"\n  {practice or 'Without a practice'}")
        for account in group:
            print(f"    {account.email:24} {account.role:14} {account.name}")
    return 0


def _django(*arguments: str) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["videoberatung", *arguments])
    return 0
