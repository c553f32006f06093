from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from videoberatung.jobs.tasks import (
    KEEP_FAILURES,
    KEEP_SUCCESSES,
    LONGEST_RUN,
    MOST_ATTEMPTS,
    forget_old_tasks,
    reap_dead_tasks,
    run_next_task,
)
from videoberatung.jobs.tests import work

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def now() -> datetime:
    work.done.clear()
    return timezone.now() + timedelta(seconds=1)


def only_row() -> DBTaskResult:
    return DBTaskResult.objects.get()


def test_enqueued_work_is_done_once(now):
    work.note.enqueue("a1")
    assert run_next_task(now, worker="w")
    assert not run_next_task(now, worker="w")
    assert work.done == ["a1"]
    assert only_row().status == "SUCCESSFUL"


def test_what_a_task_returns_is_not_kept(now):
    work.note.enqueue("a1")
    run_next_task(now, worker="w")
    assert only_row().return_value is None


def test_work_of_a_transaction_that_failed_is_never_done(now):
    with suppress(ZeroDivisionError), transaction.atomic():
        work.note.enqueue("a1")
        raise ZeroDivisionError
    assert not run_next_task(now, worker="w")


def test_failed_work_is_tried_again_later_without_its_words(now):
    work.break_down.enqueue("Erika Muster")
    run_next_task(now, worker="w")
    row = only_row()
    assert row.status == "READY"
    assert (row.exception_class_path, row.traceback) == ("LookupError", "")
    assert not run_next_task(now + 0.5 * MINUTE, worker="w")
    assert run_next_task(now + MINUTE, worker="w")


def test_work_that_always_fails_is_given_up(now):
    work.break_down.enqueue("a1")
    for day in range(MOST_ATTEMPTS):
        assert run_next_task(now + timedelta(days=day), worker="w")
    assert not run_next_task(now + timedelta(days=99), worker="w")
    assert only_row().status == "FAILED"


def test_work_of_a_dead_worker_is_done_by_another(now):
    work.note.enqueue("a1")
    DBTaskResult.objects.update(status="RUNNING", started_at=now, worker_ids=["dead"])
    assert reap_dead_tasks(now + LONGEST_RUN) == 0
    later = now + LONGEST_RUN + MINUTE
    assert reap_dead_tasks(later) == 1
    assert run_next_task(later + MINUTE, worker="w")
    assert work.done == ["a1"]


def test_work_that_kills_each_worker_is_given_up(now):
    work.note.enqueue("a1")
    workers = ["dead"] * MOST_ATTEMPTS
    DBTaskResult.objects.update(status="RUNNING", started_at=now, worker_ids=workers)
    reap_dead_tasks(now + LONGEST_RUN + MINUTE)
    assert only_row().status == "FAILED"


@pytest.mark.parametrize(
    ("status", "term"), [("SUCCESSFUL", KEEP_SUCCESSES), ("FAILED", KEEP_FAILURES)]
)
def test_finished_work_is_forgotten_after_its_term(now, status, term):
    work.note.enqueue("a1")
    DBTaskResult.objects.update(status=status, finished_at=now)
    assert forget_old_tasks(now + term - MINUTE) == 0
    assert forget_old_tasks(now + term + MINUTE) == 1


def test_tracebacks_of_another_worker_are_removed(now):
    work.note.enqueue("a1")
    DBTaskResult.objects.update(traceback="… Erika Muster …")
    forget_old_tasks(now)
    assert only_row().traceback == ""
