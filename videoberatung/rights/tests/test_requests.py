from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from videoberatung.base.errors import RefusedError
from videoberatung.privacy.erasure import erase_expired
from videoberatung.rights.kinds import (
    REQUEST_ANSWERED,
    REQUEST_DUE_SOON,
    REQUEST_FOR_OPERATOR,
    REQUEST_RECEIVED,
)
from videoberatung.rights.mails import operator
from videoberatung.rights.mails.data import request_answered, request_received
from videoberatung.rights.models import DataRequest
from videoberatung.rights.services import answer_request
from videoberatung.rights.services.requesting import remind_operator
from videoberatung.rights.terms import due_of, last_day_of
from videoberatung.rights.tests.factories import (
    DAY,
    NOW,
    make_data_request,
    make_person,
    queued,
    steps,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def typed(**more: str) -> dict[str, str]:
    return {
        "kind": "objection",
        "name": "Erika Muster",
        "email": "Erika@example.org",
        "text": "Bitte keine Statistik.",
        "submission": str(uuid4()),
    } | more


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2030, 1, 7, 9, 30, tzinfo=UTC), "2030-02-07"),
        (datetime(2030, 1, 31, 12, 0, tzinfo=UTC), "2030-02-28"),
        (datetime(2030, 12, 31, 22, 59, tzinfo=UTC), "2031-01-31"),
        (datetime(2030, 12, 31, 23, 1, tzinfo=UTC), "2031-02-01"),
    ],
)
def test_the_last_day_for_an_answer_is_that_of_the_next_month(received: datetime, due: str):
    assert last_day_of(due_of(received)).isoformat() == due


@pytest.mark.promise(24)
def test_a_request_is_confirmed_with_the_day_of_the_answer():
    request = make_data_request()
    assert queued(REQUEST_RECEIVED) == [request.id]
    mail = request_received(request.id)
    assert mail is not None
    assert "7. Februar 2030" in mail.text
    assert "Bitte nur speichern." in mail.text
    assert steps() == ["data_request.received"]


def test_what_was_written_lies_sealed():
    request = make_data_request(text="Kanarienvogel")
    row = DataRequest.objects.filter(id=request.id).values().get()
    assert "Kanarienvogel" not in str(row)
    assert request.text == "Kanarienvogel"


def test_the_answer_reaches_the_person_and_is_kept():
    request, operator = make_data_request(), make_person()
    answer_request(request, answer="Erledigt.\nMit freundlichem Gruß", by=operator, now=NOW + DAY)
    request.refresh_from_db()
    assert request.answer.startswith("Erledigt.")
    assert queued(REQUEST_ANSWERED) == [request.id]
    mail = request_answered(request.id)
    assert mail is not None
    assert "Erledigt." in mail.text
    with pytest.raises(RefusedError, match="answered"):
        answer_request(request, answer="Noch einmal", by=operator, now=NOW + DAY)


def test_words_go_three_months_after_the_answer_and_the_fact_after_three_years():
    request = make_data_request()
    erase_expired(NOW + 400 * DAY)
    request.refresh_from_db()
    assert request.text, "not answered: it stays"
    answer_request(request, answer="Erledigt.", by=make_person(), now=NOW)
    erase_expired(NOW + 90 * DAY)
    request.refresh_from_db()
    assert (request.email, request.text, request.name, request.answer) == ("", "", "", "")
    erase_expired(NOW + 3 * 365 * DAY)
    assert not DataRequest.objects.exists()


def test_anybody_can_ask_without_an_account(client: Client):
    answer = client.post(reverse("rights:request"), typed())
    assert answer.status_code == 200
    [request] = DataRequest.objects.all()
    assert (request.email, request.user) == ("erika@example.org", None)


def test_who_is_signed_in_finds_the_request_among_their_data(client: Client):
    person = make_person()
    client.force_login(person)
    form = client.get(reverse("rights:request"), {"kind": "restriction"}).content.decode()
    assert person.email in form
    client.post(reverse("rights:request"), typed())
    page = client.get(reverse("rights:data")).content.decode()
    assert "Ich widerspreche" in page


def test_the_same_form_twice_is_one_request(client: Client):
    form = typed()
    client.post(reverse("rights:request"), form)
    client.post(reverse("rights:request"), form)
    client.post(reverse("rights:request"), form | {"text": "Etwas anderes."})
    assert DataRequest.objects.count() == 2


def test_what_is_missing_is_said_at_its_field_and_the_rest_is_kept(client: Client):
    answer = client.post(reverse("rights:request"), typed(text="", name="Erika Muster"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Bitte schreiben Sie in wenigen Worten" in page
    assert "Erika Muster" in page
    assert not DataRequest.objects.exists()


def test_one_mailbox_is_not_flooded(client: Client):
    for _ in range(3):
        assert client.post(reverse("rights:request"), typed()).status_code == 200
    assert client.post(reverse("rights:request"), typed()).status_code == 429


def test_the_operator_is_told_at_once_and_before_the_day():
    request = make_data_request()
    assert queued(REQUEST_FOR_OPERATOR) == [request.id]
    remind_operator(NOW + 20 * DAY)
    assert queued(REQUEST_DUE_SOON) == []
    remind_operator(NOW + 26 * DAY)
    remind_operator(NOW + 26 * DAY)
    assert queued(REQUEST_DUE_SOON) == [request.id]


def test_an_answered_request_reminds_nobody():
    answer_request(make_data_request(), answer="Erledigt.", by=make_person(), now=NOW)
    remind_operator(NOW + 60 * DAY)
    assert queued(REQUEST_DUE_SOON) == []


def test_the_mail_to_the_operator_repeats_nothing_of_the_person():
    request = make_data_request(text="Kanarienvogel")
    mail = operator.request_received(request.id)
    assert mail is not None
    assert "7. Februar 2030" in mail.text
    for known in ("Kanarienvogel", "Erika", "erika@example.org"):
        assert known not in mail.text
