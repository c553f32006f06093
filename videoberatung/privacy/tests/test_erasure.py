import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import ConnectionHandler

from videoberatung.privacy import erasure, inventory
from videoberatung.privacy.checks import check_the_inventory
from videoberatung.privacy.erasure import count_overdue, erase_expired, leave_no_rest
from videoberatung.privacy.inventory import declare
from videoberatung.privacy.tests.times import HOUR, MINUTE, NOON
from videoberatung.trail.models import Entry

CANARY = "Kanaria-Vogelsang-4711"


@pytest.fixture(autouse=True)
def nothing_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inventory, "_declared", [])


def make_session(key: str = "a1", *, expires_at: datetime = NOON) -> Session:
    return Session.objects.create(session_key=key, session_data=CANARY, expire_date=expires_at)


def declare_sessions(**how: object) -> None:
    told: dict[str, object] = {
        "purpose": "p",
        "basis": "b",
        "retention": HOUR,
        "counted_from": "expire_date",
    }
    declare(Session, "session_data", **(told | how))


@pytest.mark.django_db
def test_a_field_is_blanked_when_its_time_is_up_and_not_before():
    declare_sessions()
    session = make_session()
    assert erase_expired(NOON + HOUR - MINUTE) == 0
    assert erase_expired(NOON + HOUR) == 1
    session.refresh_from_db()
    assert session.session_data == ""


@pytest.mark.django_db
def test_what_is_erased_is_not_erased_again():
    declare_sessions()
    make_session()
    erase_expired(NOON + HOUR)
    assert erase_expired(NOON + HOUR) == 0


@pytest.mark.django_db
def test_a_row_is_deleted_where_nothing_else_is_in_it():
    declare_sessions(erased_by="delete")
    make_session("a1")
    later = make_session("a2", expires_at=NOON + HOUR)
    assert erase_expired(NOON + HOUR) == 1
    assert list(Session.objects.all()) == [later]


@pytest.mark.django_db
def test_a_field_that_may_be_empty_is_emptied_with_null():
    declare(Entry, "subject", purpose="p", basis="b", retention=HOUR, counted_from="at")
    Entry.objects.create(action="a.b", at=NOON, subject=None)
    assert count_overdue(Entry, NOON + HOUR) == 0
    Entry.objects.create(action="a.b", at=NOON, subject="0" * 32)
    assert count_overdue(Entry, NOON + HOUR) == 1


@pytest.mark.django_db
def test_many_rows_go_in_batches(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(erasure, "ROWS_PER_STATEMENT", 2)
    declare_sessions()
    for number in range(5):
        make_session(str(number))
    assert erase_expired(NOON + HOUR) == 5


@pytest.mark.django_db
def test_an_app_may_erase_by_itself():
    calls = []

    def erase(now: datetime) -> int:
        calls.append(now)
        return 3

    declare_sessions(erased_by=erase)
    assert erase_expired(NOON) == 3
    assert calls == [NOON]


@pytest.mark.django_db
def test_one_that_fails_does_not_save_the_others_and_is_reported():
    def breaks(now: datetime) -> int:
        raise LookupError

    declare_sessions(erased_by=breaks)
    declare_sessions()
    session = make_session()
    with pytest.raises(LookupError):
        erase_expired(NOON + HOUR)
    session.refresh_from_db()
    assert session.session_data == ""


@pytest.mark.django_db
def test_what_ends_by_somebodys_hand_is_left_alone():
    declare_sessions(retention="until sign-out", counted_from="")
    make_session()
    assert erase_expired(NOON + 99 * HOUR) == 0


@pytest.mark.promise(26)
@pytest.mark.django_db
def test_what_should_be_gone_and_is_not_breaks_the_promise(monkeypatch: pytest.MonkeyPatch):
    declare_sessions()
    make_session()
    monkeypatch.setattr("videoberatung.privacy.checks.undecided_fields", list)
    assert check_the_inventory(NOON + HOUR).state == "kept"
    assert count_overdue(Session, NOON + HOUR) == 1
    overdue = check_the_inventory(NOON + 2 * HOUR)
    assert overdue.state == "broken"
    assert overdue.evidence.endswith("1")
    erase_expired(NOON + 2 * HOUR)
    assert check_the_inventory(NOON + 2 * HOUR).state == "kept"


@pytest.fixture
def file_database(tmp_path: Path):
    """A SQLite file with the product's own settings."""
    from videoberatung.config.settings import _SQLITE

    name = tmp_path / "own.sqlite3"
    own = ConnectionHandler({"default": _SQLITE | {"NAME": name}})["default"]
    yield own
    own.close()


def files_with(folder: Path, canary: str) -> set[str]:
    return {p.name for p in folder.iterdir() if canary.encode() in p.read_bytes()}


@pytest.mark.promise(14)
@pytest.mark.django_db
def test_erased_text_is_in_no_file_of_the_database(file_database, tmp_path: Path):
    with file_database.cursor() as cursor:
        cursor.execute("CREATE TABLE guests (name TEXT)")
        cursor.execute("INSERT INTO guests VALUES (%s)", [CANARY])
        assert files_with(tmp_path, CANARY), "the search finds what is there"
        cursor.execute("UPDATE guests SET name = ''")
    assert files_with(tmp_path, CANARY), "without emptying the log it would stay"
    assert leave_no_rest(file_database)
    assert files_with(tmp_path, CANARY) == set()


@pytest.mark.django_db
def test_a_reader_in_the_way_is_noticed(file_database, tmp_path: Path):
    with file_database.cursor() as cursor:
        cursor.execute("CREATE TABLE guests (name TEXT)")
        reader = sqlite3.connect(tmp_path / "own.sqlite3", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM guests").fetchall()
        cursor.execute("INSERT INTO guests VALUES (%s)", [CANARY])
        cursor.execute("PRAGMA busy_timeout = 10")
    assert not leave_no_rest(file_database)
    reader.close()
    assert leave_no_rest(file_database)
