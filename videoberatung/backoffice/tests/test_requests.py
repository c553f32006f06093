from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from videoberatung.backoffice.tests.factories import browser_of, make_operator
from videoberatung.rights.models import DataRequest
from videoberatung.rights.tests.factories import NOW, make_data_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Client:
    with time_machine.travel(NOW, tick=False):
        return browser_of(make_operator())


def test_the_list_says_what_is_due_and_names_nobody(operator: Client):
    make_data_request(text="Bitte keine Statistik.")
    with time_machine.travel(NOW, tick=False):
        page = operator.get("/operator/requests/").content.decode()
    assert "answer by 7 February 2030" in page
    for known in ("Erika", "erika@example.org", "Statistik"):
        assert known not in page


def test_what_is_late_says_so():
    make_data_request(text="Bitte keine Statistik.")
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        page = browser_of(make_operator()).get("/operator/requests/").content.decode()
    assert "overdue since 7 February 2030" in page


@pytest.mark.promise(24)
def test_the_operator_reads_it_and_answers_once(operator: Client):
    request = make_data_request(text="Bitte keine Statistik.")
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        _read_and_answer(operator, request)


def _read_and_answer(operator: Client, request: DataRequest) -> None:
    address = f"/operator/requests/{request.id}/"
    page = operator.get(address).content.decode()
    for known in ("Erika Muster", "erika@example.org", "Bitte keine Statistik."):
        assert known in page
    assert "please make sure who it is" in page
    assert operator.post(address, {"answer": ""}).status_code == 422
    assert operator.post(address, {"answer": "Wird beachtet."}).status_code == 302
    assert "Wird beachtet." in operator.get(address).content.decode()
    again = operator.post(address, {"answer": "Noch einmal."}, follow=True)
    assert "answered meanwhile" in again.content.decode()
    request.refresh_from_db()
    assert request.answer == "Wird beachtet."


def test_a_request_that_does_not_exist_is_no_page(operator: Client):
    assert operator.get(f"/operator/requests/{uuid4()}/").status_code == 404
