"""A worker is killed while it hands mails over: nothing is lost, one may come twice."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operator_facts import FACTS
from tests.service import PROGRAM, own_database
from videoberatung.mail.tests.server import MailServer, mail_server

pytestmark = pytest.mark.long

MAILS = 30
KILLED_AFTER = 10
SECONDS_TO_WAIT = 60
ROUNDS = 20


@pytest.fixture
def post_office() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def environment(post_office: MailServer, tmp_path: Path) -> dict[str, str]:
    """A real service with a database of its own; the mail server is the one of the test."""
    own = {
        "VIDEOBERATUNG_SAMPLE": "0",
        "VIDEOBERATUNG_DATA_DIR": str(tmp_path),
        "VIDEOBERATUNG_SMTP_URL": f"smtp+plain://127.0.0.1:{post_office.port}",
        "VIDEOBERATUNG_MAIL_FROM": "Praxis <termine@praxis.example>",
        "DJANGO_SETTINGS_MODULE": "videoberatung.config.settings",
        **FACTS,
    }
    if url := os.environ.get("VIDEOBERATUNG_DATABASE_URL"):
        own["VIDEOBERATUNG_DATABASE_URL"] = own_database(url)
    environment = os.environ | own
    subprocess.run([PROGRAM, "migrate"], env=environment, check=True)
    return environment


def postman(*command: str) -> list[str]:
    return [sys.executable, "-m", "videoberatung.mail.tests.postman", *command]


def states(environment: dict[str, str]) -> dict[str, str]:
    done = subprocess.run(
        postman("states"), env=environment, check=True, capture_output=True, text=True
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("is_accepted", [True, False], ids=["after its receipt", "before it"])
def test_a_killed_worker_loses_nothing(
    environment: dict[str, str], post_office: MailServer, is_accepted: bool
):
    """Killed when the server has a mail in hand: it takes it although nobody hears the
    answer, or it does not."""
    subprocess.run(postman("queue", str(MAILS)), env=environment, check=True)
    post_office.hold_after(KILLED_AFTER, takes_it=is_accepted)
    worker = subprocess.Popen(postman("work"), env=environment)
    try:
        assert post_office.is_holding.wait(SECONDS_TO_WAIT)
    finally:
        worker.kill()
        worker.wait(SECONDS_TO_WAIT)
    left = Counter(states(environment).values())
    assert left == {"sent": KILLED_AFTER, "leaving": 1, "waiting": MAILS - KILLED_AFTER - 1}

    subprocess.run(postman("finish"), env=environment, check=True)

    assert set(states(environment).values()) == {"sent"}
    received = Counter(str(mail["Message-ID"]) for mail in post_office.received)
    assert set(received) == set(states(environment)), "nothing is lost"
    twice = [name for name, count in received.items() if count > 1]
    assert len(twice) == (1 if is_accepted else 0)


def test_killed_twenty_times_at_any_moment_it_loses_nothing(
    environment: dict[str, str], post_office: MailServer
):
    """Twice comes at most what was in hand at a kill: between the server's answer and our note
    of it lies the one moment that SMTP leaves open."""
    chance = random.Random(20260101)  # noqa: S311  # moments, not secrets
    in_hand: set[str] = set()
    for _round in range(ROUNDS):
        subprocess.run(postman("queue", "15"), env=environment, check=True)
        before = len(post_office.received)
        worker = subprocess.Popen(postman("work"), env=environment)
        try:
            _wait_for_more(post_office, before)
            time.sleep(chance.uniform(0, 0.25))
        finally:
            worker.kill()
            worker.wait(SECONDS_TO_WAIT)
        found = states(environment)
        in_hand |= {name for name, state in found.items() if state == "leaving"}

    subprocess.run(postman("finish"), env=environment, check=True)

    assert set(states(environment).values()) == {"sent"}
    received = Counter(str(mail["Message-ID"]) for mail in post_office.received)
    assert set(received) == set(states(environment)), "nothing is lost"
    twice = {name for name, count in received.items() if count > 1}
    assert twice <= in_hand, "nothing comes twice but what was in hand"
    assert max(received.values()) <= 2


def _wait_for_more(post_office: MailServer, before: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while len(post_office.received) == before:
        assert time.monotonic() < deadline, "the worker sends nothing"
        time.sleep(0.005)
