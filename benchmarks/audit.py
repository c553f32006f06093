"""How long a look at all promises takes on a year of data (SQLite): `python -m benchmarks.audit`.

A million appointments with their mostly erased participants, a million visits;
rows are copied inside the database, so filling takes a minute and not an hour.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

APPOINTMENTS = 1_000_000
MINUTES_OF_A_YEAR = 365 * 24 * 60
# A month of it is still to come, with names and links.
MINUTES_TO_COME = 30 * 24 * 60
MOST_SECONDS = 10.0


def main(appointments: int = APPOINTMENTS) -> int:
    with tempfile.TemporaryDirectory(prefix="videoberatung-audit-") as directory:
        os.environ |= {"VIDEOBERATUNG_SAMPLE": "1", "VIDEOBERATUNG_DATA_DIR": directory}
        os.environ.pop("VIDEOBERATUNG_DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "videoberatung.config.settings"
        import django

        django.setup()
        started = time.perf_counter()
        fill(appointments, appointments)
        size = (Path(directory) / "videoberatung.sqlite3").stat().st_size / 1e6
        print(f"filled in {time.perf_counter() - started:.0f} s, {size:.0f} MB")
        return measure()


def fill(appointments: int, visits: int) -> None:
    from django.core.management import call_command

    from videoberatung.appointments.models import Appointment, Participant
    from videoberatung.appointments.tests.factories import make_appointment, make_participant
    from videoberatung.base.logging import configure_logging
    from videoberatung.practices.models import Practice
    from videoberatung.privacy.models import PageVisit

    configure_logging("ERROR")
    call_command("migrate", verbosity=0)
    one = make_appointment(starts_at=datetime.now(UTC) + timedelta(days=1))
    Practice.objects.update(retention_days=3650)
    first = make_participant(one)
    now = "strftime('%Y-%m-%d %H:%M:%f', 'now', {})"
    back = f"((n * 7919) % {MINUTES_OF_A_YEAR} - {MINUTES_TO_COME})"
    moments = {
        "starts_at": now.format(f"printf('%d minutes', -{back})"),
        "ends_at": now.format(f"printf('%d minutes', 30 - {back})"),
    }
    number, changed = "printf('%032x', n)", now.format("'-400 days'")
    _copy(
        Appointment,
        one.pk,
        appointments,
        {"id": number, "submission": number, "changed_at": changed, **moments},
    )
    is_over = f"{back} > 0"
    _copy(
        Participant,
        first.pk,
        appointments,
        {
            "id": number,
            "appointment_id": number,
            "name": f"CASE WHEN {is_over} THEN '' ELSE 'Erika' END",
            "email": f"CASE WHEN {is_over} THEN '' ELSE 'erika' || n || '@example.org' END",
            "language": f"CASE WHEN {is_over} THEN '' ELSE 'de' END",
            "link_version": f"CASE WHEN {is_over} THEN NULL ELSE 1 END",
            "code_digest": f"CASE WHEN {is_over} THEN NULL ELSE {number} END",
            "invited_at": now.format("'-1 days'"),
        },
    )
    visit = PageVisit.objects.create(
        at=datetime.now(UTC), browser="Firefox", system="Windows", network="203.0.0.0"
    )
    ago = now.format(f"printf('-%d minutes', (n * 104729) % {30 * 24 * 60})")
    _copy(PageVisit, visit.pk, visits, {"id": "n + 1000", "at": ago})


def _copy(model, key, count: int, instead: dict[str, str]) -> None:
    """The row of this key as often as wanted, with other values in some columns."""
    from django.db import connection

    columns = [field.column for field in model._meta.concrete_fields]
    values = [instead.get(column, f'one."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE counted(n) AS "  # noqa: S608 - names of our own models
            f"(SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < {count}) "
            f'INSERT INTO "{table}" ({names}) SELECT {", ".join(values)} '
            f'FROM counted, "{table}" one WHERE one."{column}" = %s',
            [model._meta.pk.get_db_prep_value(key, connection)],
        )


def measure() -> int:
    from videoberatung.privacy.promises import PROMISES

    now, whole = datetime.now(UTC), 0.0
    for promise in PROMISES:
        if promise.check is None:
            continue
        started = time.perf_counter()
        finding = promise.check(now)
        seconds = time.perf_counter() - started
        whole += seconds
        if seconds > 0.05:
            print(f"D-{promise.number:<2} {seconds:6.2f} s  {finding.state}: {finding.evidence}")
    print(f"all  {whole:6.2f} s (at most {MOST_SECONDS:.0f})")
    return int(whole > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
