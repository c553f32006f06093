"""Backup and restore of PostgreSQL by its own programs, through pipes: nothing touches a disk.

The programs must be of the server's version or newer.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.db.backends.base.base import BaseDatabaseWrapper

KIND = "dump"
MAGIC = b"PGDMP"
SET_ASIDE = "before_restore"


class ProgramError(Exception):
    """pg_dump or pg_restore is missing or has failed."""


@contextmanager
def read_from(connection: BaseDatabaseWrapper, left_out: Iterable[str]) -> Iterator[BinaryIO]:
    """The output of pg_dump: one snapshot. Raises ProgramError at the end if it was not whole."""
    options = [f"--exclude-table-data={table}" for table in left_out]
    command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", *options]
    with _running(command, connection, stdout=subprocess.PIPE) as program:
        yield program.stdout
    if program.returncode:
        raise ProgramError(f"pg_dump ended with {program.returncode}")


@contextmanager
def write_to(connection: BaseDatabaseWrapper) -> Iterator[BinaryIO]:
    """The input of pg_restore: all of it or nothing. Raises ProgramError."""
    options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    command = ["pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}"]
    with _running(command, connection, stdin=subprocess.PIPE) as program:
        try:
            yield program.stdin
            program.stdin.close()
        except BrokenPipeError:
            pass  # it has failed and says so by its status
    if program.returncode:
        raise ProgramError(f"pg_restore ended with {program.returncode}")


def has_other_sessions(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return bool(cursor.fetchone()[0])


@contextmanager
def set_aside(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """An empty schema instead of what is there, which comes back if the work fails."""
    put_back(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER SCHEMA public RENAME TO {SET_ASIDE}")
        cursor.execute("CREATE SCHEMA public")
    try:
        yield
    except BaseException:
        put_back(connection)
        raise
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {SET_ASIDE} CASCADE")


def put_back(connection: BaseDatabaseWrapper) -> None:
    """What an interrupted restore had set aside."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [SET_ASIDE])
        if cursor.fetchone():
            cursor.execute("DROP SCHEMA IF EXISTS public CASCADE")
            cursor.execute(f"ALTER SCHEMA {SET_ASIDE} RENAME TO public")


@contextmanager
def _running(
    command: list[str],
    connection: BaseDatabaseWrapper,
    *,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
) -> Iterator[Any]:
    try:
        program = subprocess.Popen(  # noqa: S603  # a list of our own words
            command,
            env=_environment(connection),
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            cwd=Path("/"),
        )
    except FileNotFoundError:
        raise ProgramError(f"{command[0]} is missing: apt-get install postgresql-client") from None
    try:
        with program:
            yield program
    except BaseException:
        program.kill()
        raise


def _environment(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Where the database is; not as arguments, which every user of the machine can read."""
    settings = connection.settings_dict
    where = {
        "PGDATABASE": settings["NAME"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGHOST": settings["HOST"],
        "PGPORT": str(settings["PORT"] or ""),
    }
    options = settings.get("OPTIONS", {})
    where |= {f"PG{name.upper()}": str(options[name]) for name in _TLS if name in options}
    return {**os.environ, **{name: value for name, value in where.items() if value}}


_TLS = ("sslmode", "sslrootcert", "sslcert", "sslkey")
