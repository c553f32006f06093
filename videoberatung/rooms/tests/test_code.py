"""The page on which the code from a sheet of paper is typed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from videoberatung.appointments.codes import code_for
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.tests.factories import (
    TUESDAY_10,
    make_appointment,
    make_participant,
)
from videoberatung.appointments.typed_codes import in_groups, spell
from videoberatung.rooms.code_limits import PER_MINUTE

pytestmark = pytest.mark.django_db
PAGE = "/code/"
UNKNOWN = "Dieser Code öffnet keinen Termin."
MISTYPED = "Im Code ist ein Tippfehler."


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(TUESDAY_10 - timedelta(minutes=5), tick=False):
        yield


def typed(client: Client, code: str) -> tuple[int, str]:
    answer = client.post(PAGE, {"code": code})
    return answer.status_code, answer.content.decode()


def test_the_code_leads_to_the_same_door_as_the_link(client: Client):
    participant = make_participant()
    answer = client.post(PAGE, {"code": in_groups(code_for(participant)).lower()}, follow=True)
    assert answer.redirect_chain[-1] == (f"/waiting-room/{participant.id}/", 302)
    assert "Dr. Ada Sommer" in answer.content.decode()


def test_a_typing_error_is_told_before_anything_is_looked_up(
    client: Client, django_assert_num_queries
):
    code = code_for(make_participant())
    wrong = ("1" if code[0] != "1" else "2") + code[1:]
    client.get(PAGE)
    status, page = typed(client, wrong)
    assert (status, MISTYPED in page, UNKNOWN in page) == (422, True, False)
    assert f'value="{wrong}"' in page, "what was typed is kept"
    status, page = typed(client, code[:-1])
    assert (status, "Der Code hat 12 Zeichen." in page) == (422, True)


def test_never_there_withdrawn_replaced_and_not_yet_published_get_one_answer(client: Client):
    withdrawn, replaced = make_participant(), make_participant()
    draft = make_participant(make_appointment(published_at=None))
    codes = [code_for(one) for one in (withdrawn, replaced, draft)]
    Participant.objects.filter(id=withdrawn.id).update(link_version=None)
    Participant.objects.filter(id=replaced.id).update(link_version=2)
    answers = {typed(client, code) for code in [spell(b"nobody at all"), *codes]}
    without_code = {
        (status, page.replace(f'value="{code}"', ""))
        for code in [spell(b"nobody at all"), *codes]
        for status, page in [typed(client, code)]
    }
    assert len(answers) == 4
    assert {(status, UNKNOWN in page) for status, page in answers} == {(422, True)}
    assert len({len(page) for _status, page in without_code}) == 1


@pytest.mark.parametrize("state", ["over", "cancelled"])
def test_the_code_dies_with_the_link(client: Client, state: str):
    participant = make_participant()
    code = code_for(participant)
    if state == "cancelled":
        Appointment.objects.update(cancelled_at=TUESDAY_10)
    with time_machine.travel(TUESDAY_10 + timedelta(minutes=31), tick=False):
        answer = client.post(PAGE, {"code": code}, follow=True)
    assert answer.status_code == 410
    Participant.objects.update(name="", email="", link_version=None, code_digest=None)
    assert UNKNOWN in typed(client, code)[1]


def test_one_network_tries_no_more_than_thirty_a_minute(client: Client):
    code = code_for(make_participant())
    for _attempt in range(PER_MINUTE):
        assert typed(client, "0" * 12)[0] == 422
    answer = client.post(PAGE, {"code": code})
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "Bitte warten Sie eine Minute." in answer.content.decode()
    assert f'value="{code}"' in answer.content.decode()
    other = client.post(PAGE, {"code": code}, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 302


def test_all_together_have_a_limit_too(client: Client, monkeypatch):
    monkeypatch.setattr("videoberatung.rooms.views.code.PER_MINUTE_FOR_ALL", 3)
    code = code_for(make_participant())
    for number in range(3):
        answer = client.post(
            PAGE, {"code": spell(b"nobody at all")}, REMOTE_ADDR=f"192.0.2.{number}"
        )
        assert answer.status_code == 422
    answer = client.post(PAGE, {"code": code}, REMOTE_ADDR="192.0.2.9")
    assert answer.status_code == 429


@pytest.mark.parametrize("code", ["", " ", "x" * 61, "\x00" * 12, "<b>" * 4])
def test_nonsense_is_answered_calmly(client: Client, code: str):
    assert typed(client, code)[0] == 422


def test_the_start_page_leads_there(client: Client):
    assert f'href="{PAGE}"' in client.get("/").content.decode()
