"""Runs what was enqueued with django_tasks (the interface of Django's own tasks).

The library's worker command is not used: it stores tracebacks, which may hold personal data,
leaves work of a killed worker running for ever and knows no second attempt.
"""

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db.models import QuerySet
from django_tasks import TaskContext, TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from videoberatung.jobs.schedule import delay_after

log = structlog.get_logger()
Row = DBTaskResult[Any, Any]

MOST_ATTEMPTS = 6
LONGEST_RUN = timedelta(minutes=15)
KEEP_SUCCESSES = timedelta(days=1)
KEEP_FAILURES = timedelta(days=14)


def run_next_task(now: datetime, *, worker: str) -> bool:
    """Run the most urgent task; False if none is due."""
    row = _due(now).first()
    if row is None:
        return False
    if _claim(row, worker=worker, now=now):
        _run(row, now=now)
    return True


def reap_dead_tasks(now: datetime) -> int:
    """Put back what its worker left unfinished; return how many."""
    dead = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=now - LONGEST_RUN
    )
    for row in dead:
        _note_failure(row, kind="WorkerDied", now=now)
    return len(dead)


def forget_old_tasks(now: datetime) -> int:
    """Delete finished tasks after their term, and any traceback at once.

    Tracebacks come only from the library's own worker, should somebody have started it.
    """
    DBTaskResult.objects.exclude(traceback="").update(traceback="")
    finished = DBTaskResult.objects.filter
    count, _ = finished(
        status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEEP_SUCCESSES
    ).delete()
    failed, _ = finished(
        status=TaskResultStatus.FAILED, finished_at__lt=now - KEEP_FAILURES
    ).delete()
    return count + failed


def _due(now: datetime) -> QuerySet[Row]:
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return ready.filter(run_after__lte=now) | ready.filter(run_after=get_date_max())


def _claim(row: Row, *, worker: str, now: datetime) -> bool:
    """Of two workers that saw the same row one gets it."""
    row.worker_ids = [*row.worker_ids, worker]
    mine = DBTaskResult.objects.filter(id=row.id, status=TaskResultStatus.READY)
    return (
        mine.update(status=TaskResultStatus.RUNNING, started_at=now, worker_ids=row.worker_ids) == 1
    )


def _run(row: Row, *, now: datetime) -> None:
    try:
        task = row.task
        context = [TaskContext(task_result=row.task_result)] if task.takes_context else []
        task.call(*context, *row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Exception as error:  # whatever a task does wrong, the next one runs
        log.error("task_failed", job=row.task_path, attempts=len(row.worker_ids), exc_info=error)
        _note_failure(row, kind=type(error).__qualname__, now=now)
    else:
        DBTaskResult.objects.filter(id=row.id).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=now, exception_class_path=""
        )


def _note_failure(row: Row, *, kind: str, now: datetime) -> None:
    """Later again, or the end of it; of the exception only its type is kept."""
    attempts = len(row.worker_ids)
    running = DBTaskResult.objects.filter(id=row.id, status=TaskResultStatus.RUNNING)
    if attempts >= MOST_ATTEMPTS:
        running.update(status=TaskResultStatus.FAILED, finished_at=now, exception_class_path=kind)
    else:
        running.update(
            status=TaskResultStatus.READY,
            run_after=now + delay_after(attempts),
            exception_class_path=kind,
        )
