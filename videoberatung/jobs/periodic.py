"""Work that recurs by the clock, once per slot among all workers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from videoberatung.jobs.models import PeriodicRun
from videoberatung.jobs.schedule import latest_slot

log = structlog.get_logger()
Job = Callable[[datetime], object]


@dataclass(frozen=True)
class Periodic:
    name: str
    expression: str
    run: Job


_registry: dict[str, Periodic] = {}


def periodic(expression: str) -> Callable[[Job], Job]:
    """Register a function of `now` to run at each moment the cron expression names (UTC).

    Six fields have seconds in front. The function must be idempotent: it runs again when it
    failed or its worker died, and only once for all slots that passed while nobody worked.
    """
    latest_slot(expression, datetime.now(UTC))  # a wrong expression stops the start

    def register(run: Job) -> Job:
        name = f"{run.__module__.split('.')[-2]}.{run.__name__}"
        if name in _registry:
            raise ValueError(f"two jobs are called {name}")
        _registry[name] = Periodic(name, expression, run)
        return run

    return register


def registered() -> list[Periodic]:
    return list(_registry.values())


def run_due(now: datetime) -> int:
    """Run what is due; how many jobs ran. Costs one query when nothing is due."""
    done = dict(PeriodicRun.objects.values_list("name", "done_slot"))
    ran = 0
    for job in _registry.values():
        slot = latest_slot(job.expression, now)
        if done.get(job.name) == slot:
            continue
        if PeriodicRun.objects.claim(job.name, slot=slot, now=now):
            _run(job, slot=slot, now=now)
            ran += 1
    return ran


def _run(job: Periodic, *, slot: datetime, now: datetime) -> None:
    try:
        job.run(now)
    except Exception as error:  # one job's bug must not stop deletion or mail
        log.error("job_failed", job=job.name, exc_info=error)
        PeriodicRun.objects.postpone(job.name, now=now)
    else:
        PeriodicRun.objects.finish(job.name, slot=slot)
