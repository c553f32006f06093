"""How long the pages of a calendar take with 10,000 appointments: `python -m benchmarks.calendar`.

One practice, a year of appointments, everybody's names still there. Each page is asked for in
this process, as its owner sees it; the list is measured beside an empty practice's, so that a
busy machine slows both.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta

APPOINTMENTS = 10_000
ROUNDS = 20
MOST_MS = 100.0


def main(appointments: int = APPOINTMENTS) -> int:
    with tempfile.TemporaryDirectory(prefix="videoberatung-calendar-") as directory:
        os.environ |= {"VIDEOBERATUNG_SAMPLE": "1", "VIDEOBERATUNG_DATA_DIR": directory}
        os.environ.pop("VIDEOBERATUNG_DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "videoberatung.config.settings"
        import django

        django.setup()
        return measure(appointments)


def measure(appointments: int) -> int:
    from django.conf import settings
    from django.core.management import call_command

    from videoberatung.base.logging import configure_logging
    from videoberatung.practices.roles import Role
    from videoberatung.practices.tests.factories import make_member

    configure_logging("ERROR")
    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS = ["testserver"]
    full, empty = make_member(role=Role.OWNER), make_member(role=Role.OWNER)
    now = datetime.now(UTC)
    fill(full, appointments, begins_at=now - timedelta(days=182))
    monday = now.date() - timedelta(days=now.weekday())
    week = {"start": f"{monday}T00:00:00Z", "end": f"{monday + timedelta(days=7)}T00:00:00Z"}
    pages = {
        "list": ("/portal/appointments/", {}),
        "past": ("/portal/appointments/past/", {}),
        "week": ("/portal/appointments/events/", week),
    }
    slowest = 0.0
    print(f"{'':6} {appointments:>10} {'none':>10}  (ms, median of {ROUNDS})")
    for name, (path, query) in pages.items():
        with_all, with_none = (_ms(member, path, query) for member in (full, empty))
        slowest = max(slowest, with_all)
        print(f"{name:6} {with_all:10.1f} {with_none:10.1f}")
    return int(slowest > MOST_MS)


def fill(member, count: int, *, begins_at: datetime) -> None:
    """Spread evenly over a year, each with one person invited."""
    from uuid import uuid4

    from videoberatung.appointments.models import Appointment, Participant

    step = timedelta(days=365) / count
    planned = Appointment.objects.bulk_create(
        Appointment(
            practice=member.practice,
            moderator=member,
            title="Kontrolltermin",
            starts_at=begins_at + step * number,
            ends_at=begins_at + step * number + timedelta(minutes=30),
            published_at=begins_at,
            changed_at=begins_at,
            submission=uuid4(),
        )
        for number in range(count)
    )
    Participant.objects.bulk_create(
        Participant(
            practice=member.practice,
            appointment=appointment,
            number=1,
            name="Erika Muster",
            email=f"erika{number}@example.org",
        )
        for number, appointment in enumerate(planned)
    )


def _ms(member, path: str, query: dict[str, str]) -> float:
    from django.test import Client

    browser, times = Client(), []
    browser.force_login(member.user)
    for _round in range(ROUNDS + 1):
        started = time.perf_counter()
        answer = browser.get(path, query)
        times.append(1000 * (time.perf_counter() - started))
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answers {answer.status_code}")
    return statistics.median(times[1:])  # the first one also loads the templates


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
