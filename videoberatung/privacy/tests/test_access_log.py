from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

from videoberatung.base.defence import note_refusal
from videoberatung.privacy import access_log
from videoberatung.privacy.access_log import ACCESS_LOG, AccessLog, Visit
from videoberatung.privacy.erasure import erase_expired
from videoberatung.privacy.models import PageVisit
from videoberatung.privacy.promises import PROMISES
from videoberatung.privacy.tests.times import NOON

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"

pytestmark = [pytest.mark.django_db, pytest.mark.promise(1), pytest.mark.promise(2)]


@pytest.fixture(autouse=True)
def nothing_waits() -> Iterator[None]:
    ACCESS_LOG._waiting.clear()
    cache.clear()
    yield
    ACCESS_LOG._waiting.clear()


def visit(number: int = 0) -> Visit:
    return Visit(at=NOON + timedelta(seconds=number), user_agent=FIREFOX, network="203.0.0.0")


def finding(number: int) -> str:
    check = PROMISES[number - 1].check
    assert check is not None
    return check(NOON).state


def test_a_page_leaves_three_facts(client: Client):
    client.get("/", REMOTE_ADDR="203.0.113.7", headers={"user-agent": FIREFOX})
    assert ACCESS_LOG.write() == 1
    [kept] = PageVisit.objects.values_list("browser", "version", "system", "network")
    assert kept == ("Firefox", "140", "Windows", "203.0.0.0")
    assert {field.name for field in PageVisit._meta.get_fields()} == {
        *("id", "at", "browser", "version", "system", "network"),
    }


def test_the_full_address_is_not_even_kept_in_memory(client: Client):
    client.get("/", REMOTE_ADDR="203.0.113.7")
    assert "203.0.113.7" not in repr(ACCESS_LOG._waiting)


@pytest.mark.parametrize("path", ["/no-such-page/", "/login/", "/w/altered/"])
def test_a_page_that_says_no_is_a_page_too(client: Client, path: str):
    client.get(path)
    assert len(ACCESS_LOG) == 1


def test_an_answer_to_a_script_is_no_page(client: Client):
    client.get("/session/")
    assert len(ACCESS_LOG) == 0


def test_nothing_is_written_while_somebody_waits_for_a_page(
    client: Client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        client.get("/")


def test_many_are_written_together(django_assert_max_num_queries):
    full = AccessLog()
    for number in range(access_log.ROWS_PER_WRITE):
        full.note(visit(number))
    with django_assert_max_num_queries(5):
        assert full.write() == access_log.ROWS_PER_WRITE
    assert full.write() == 0


def test_what_could_not_be_written_waits_in_its_order(monkeypatch: pytest.MonkeyPatch):
    waiting = AccessLog()
    for number in range(3):
        waiting.note(visit(number))
    with monkeypatch.context() as away:
        away.setattr(PageVisit.objects, "bulk_create", _no_database)
        with pytest.raises(OperationalError):
            waiting.write()
    assert waiting.write() == 3
    assert [row.at.second for row in PageVisit.objects.order_by("id")] == [0, 1, 2]


def _no_database(*_given, **_more):
    raise OperationalError


def test_a_service_without_its_database_does_not_grow_for_ever():
    waiting = AccessLog()
    for number in range(access_log.MOST_WAITING + 10):
        waiting.note(visit(number))
    assert len(waiting) == access_log.MOST_WAITING


def test_the_record_goes_after_its_term(settings: Settings):
    term = settings.ACCESS_LOG_KEPT
    for age in (term + timedelta(minutes=1), term - timedelta(minutes=1)):
        PageVisit.objects.create(at=NOON - age)
    erase_expired(NOON)
    assert PageVisit.objects.count() == 1


@pytest.mark.parametrize("row", [{}, {"network": "203.0.0.0", "browser": "Firefox"}])
def test_a_record_as_promised_keeps_the_promises(row: dict[str, str]):
    PageVisit.objects.create(at=NOON, **row)
    assert (finding(1), finding(2)) == ("kept", "kept")


@pytest.mark.breaks(2)
def test_a_full_address_breaks_a_promise():
    PageVisit.objects.create(at=NOON, network="203.0.113.7")
    assert finding(2) == "broken"


@pytest.mark.breaks(1)
def test_a_raw_string_of_a_browser_breaks_a_promise():
    PageVisit.objects.create(at=NOON, browser=FIREFOX[:60])
    assert finding(1) == "broken"


@pytest.mark.breaks(2)
def test_an_address_that_stays_in_memory_breaks_a_promise():
    note_refusal(HttpRequest(), "203.0.113.7", NOON.timestamp() - 59 * 60)
    assert finding(2) == "kept"
    slot = cache.get(key := f"defence:slot:{int((NOON.timestamp() - 59 * 60) // 300)}")
    cache.set(key, {network: (1, first - 300, last) for network, (_, first, last) in slot.items()})
    assert finding(2) == "broken"
