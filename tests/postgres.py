"""A PostgreSQL cluster for the length of one command.

`python -m tests.postgres COMMAND…` makes a cluster in a temporary directory, reachable by a
unix socket only, and runs the command with VIDEOBERATUNG_DATABASE_URL pointing at it.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

NEW_CLUSTER = ["-U", "postgres", "-A", "trust", "-N", "--locale=C.UTF-8", "--encoding=UTF8"]


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise SystemExit("PostgreSQL is missing: apt-get install postgresql")
    return found[-1].parent


def _as_owner(directory: Path) -> list[str]:
    """initdb refuses root: hand the directory to the user `postgres` then."""
    if os.geteuid() != 0:
        return []
    owner = pwd.getpwnam("postgres")
    os.chown(directory, owner.pw_uid, owner.pw_gid)
    return ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]


@contextmanager
def cluster() -> Iterator[str]:
    """Yield the address of the database `videoberatung` in a new cluster."""
    directory = Path(tempfile.mkdtemp(prefix="videoberatung-pg-"))
    directory.chmod(0o755)
    become, programs = _as_owner(directory), _programs()
    data = directory / "data"
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run(
        [*become, programs / "initdb", "-D", data, *NEW_CLUSTER],
        **run,
    )
    options = f"-k {directory} -c listen_addresses='' -c fsync=off -c max_connections=50"
    control = [*become, programs / "pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-l", directory / "log", "-o", options, "start"], **run)
    try:
        subprocess.run(
            [*become, programs / "createdb", "-h", directory, "-U", "postgres", "videoberatung"],
            **run,
        )
        yield f"postgresql://postgres@{quote(str(directory), safe='')}/videoberatung"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **run)
        shutil.rmtree(directory, ignore_errors=True)


def main(command: list[str]) -> int:
    with cluster() as url:
        environment = os.environ | {"VIDEOBERATUNG_DATABASE_URL": url}
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
