import threading
from datetime import datetime

import pytest
from django.db import OperationalError, transaction

from videoberatung.jobs import periodic as periodic_module
from videoberatung.jobs import rounds as rounds_module
from videoberatung.jobs.periodic import periodic
from videoberatung.jobs.rounds import every_round
from videoberatung.jobs.tests import work
from videoberatung.jobs.wake import wait_for_work, wake_on_commit
from videoberatung.jobs.worker import run_worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_other_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic_module, "_registry", {})
    monkeypatch.setattr(rounds_module, "_steps", {})
    work.done.clear()


def test_the_worker_does_everything_that_is_to_do_and_ends_when_told():
    stop = threading.Event()
    ran = []

    @periodic("* * * * * *")
    def tick(now: datetime) -> None:
        ran.append("periodic")

    @every_round
    def empty_queue(now: datetime) -> bool:
        ran.append("queue")
        if work.done:
            stop.set()
        return len(ran) < 3

    work.note.enqueue("a1")
    run_worker(stop)
    assert {"periodic", "queue"} <= set(ran)
    assert work.done == ["a1"]


def test_a_queue_that_breaks_does_not_stop_the_others():
    stop = threading.Event()

    @every_round
    def breaks(now: datetime) -> bool:
        raise RuntimeError

    @every_round
    def goes_on(now: datetime) -> bool:
        stop.set()
        return False

    run_worker(stop)


def test_the_worker_waits_for_a_database_that_is_away():
    stop = threading.Event()
    looks = []

    @every_round
    def needs_the_database(now: datetime) -> bool:
        looks.append(now)
        if len(looks) < 2:
            raise OperationalError("the database is away")
        stop.set()
        return False

    run_worker(stop)
    assert len(looks) == 2


def test_a_worker_told_to_stop_before_it_begins_does_nothing():
    stop = threading.Event()
    stop.set()
    work.note.enqueue("a1")
    run_worker(stop)
    assert work.done == []


def test_the_worker_is_called_when_the_transaction_is_committed_not_before():
    wait_for_work(0)
    with transaction.atomic():
        wake_on_commit()
        assert not wait_for_work(0)
    assert wait_for_work(0)
    assert not wait_for_work(0)
