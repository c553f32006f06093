from datetime import UTC, datetime, timedelta

import pytest

from videoberatung.jobs import periodic as module
from videoberatung.jobs.models import LONGEST_RUN, PeriodicRun
from videoberatung.jobs.periodic import periodic, run_due

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_other_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_registry", {})


@pytest.fixture
def runs() -> list[datetime]:
    """When the job of the test ran; it is due every five minutes."""
    runs: list[datetime] = []

    @periodic("*/5 * * * *")
    def note(now: datetime) -> None:
        runs.append(now)

    return runs


def test_a_job_runs_once_in_each_slot(runs):
    for moment in (NOON, NOON, NOON + MINUTE, NOON + 5 * MINUTE):
        run_due(moment)
    assert runs == [NOON, NOON + 5 * MINUTE]


def test_slots_missed_while_nobody_worked_are_caught_up_once(runs):
    run_due(NOON)
    later = NOON + timedelta(days=3)
    assert run_due(later) == 1
    assert run_due(later) == 0
    assert runs == [NOON, later]


def test_of_two_workers_that_see_the_same_slot_one_gets_it():
    first = PeriodicRun.objects.claim("job", slot=NOON, now=NOON)
    second = PeriodicRun.objects.claim("job", slot=NOON, now=NOON)
    assert (first, second) == (True, False)


def test_a_slot_another_worker_has_done_is_not_done_again():
    PeriodicRun.objects.claim("job", slot=NOON, now=NOON)
    PeriodicRun.objects.finish("job", slot=NOON)
    assert not PeriodicRun.objects.claim("job", slot=NOON, now=NOON + MINUTE)
    assert PeriodicRun.objects.claim("job", slot=NOON + MINUTE, now=NOON + MINUTE)


def test_a_run_under_way_keeps_others_from_the_next_slot_too():
    PeriodicRun.objects.claim("job", slot=NOON, now=NOON)
    later = NOON + 5 * MINUTE
    assert not PeriodicRun.objects.claim("job", slot=later, now=later)


def test_a_run_whose_worker_died_is_started_again():
    PeriodicRun.objects.claim("job", slot=NOON, now=NOON)
    assert not PeriodicRun.objects.claim("job", slot=NOON, now=NOON + LONGEST_RUN - MINUTE)
    assert PeriodicRun.objects.claim("job", slot=NOON, now=NOON + LONGEST_RUN)


def test_a_failed_run_is_repeated_and_the_others_run(runs):
    attempts = []

    @periodic("0 * * * *")
    def breaks(now: datetime) -> None:
        attempts.append(now)
        raise RuntimeError("for Erika Muster")

    run_due(NOON)
    run_due(NOON + timedelta(seconds=30))
    run_due(NOON + MINUTE)
    assert attempts == [NOON, NOON + MINUTE]
    assert runs == [NOON]


def test_two_jobs_of_one_name_are_refused(runs):
    with pytest.raises(ValueError, match=r"tests\.note"):

        @periodic("* * * * *")
        def note(now: datetime) -> None:
            pass
