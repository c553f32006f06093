"""The loop behind `videoberatung worker` and the worker thread of a single process."""

import threading
import uuid
from datetime import datetime

import structlog
from django.db import Error, close_old_connections, connections
from django.utils import timezone

from videoberatung.jobs.periodic import run_due
from videoberatung.jobs.rounds import run_steps
from videoberatung.jobs.tasks import run_next_task
from videoberatung.jobs.wake import wait_for_work

log = structlog.get_logger()
SECONDS_BETWEEN_LOOKS = 0.75


def run_worker(stop: threading.Event) -> None:
    """Work until `stop` is set.

    An idle worker ends within a second; one that is handing over a mail ends after it. A
    database that is away or not yet migrated is waited for.
    """
    worker = uuid.uuid4().hex
    log.info("worker_started")
    try:
        while not stop.is_set():
            if not _work_if_possible(worker):
                wait_for_work(SECONDS_BETWEEN_LOOKS)
    finally:
        connections.close_all()
        log.info("worker_stopped")


def _work_if_possible(worker: str) -> bool:
    try:
        close_old_connections()
        return work_once(timezone.now(), worker=worker)
    except Error as error:
        log.warning("worker_waits_for_database", exc_info=error)
        connections.close_all()
        return False


def work_once(now: datetime, *, worker: str) -> bool:
    """One round: what is due by the clock, a few items of each queue, one task.

    True when there is more to do at once.
    """
    run_due(now)
    has_more = run_steps(now)
    return run_next_task(now, worker=worker) or has_more
