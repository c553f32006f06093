"""The page on which an invitation is answered: by the personal link, without signing in."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from videoberatung.accounts.models import User
from videoberatung.appointments.models import Answer, Appointment, Participant
from videoberatung.appointments.series_access import answer_way_for
from videoberatung.rooms.tests.factories import END, START, make_participant, signed_in

pytestmark = pytest.mark.django_db

DAY_BEFORE = START - timedelta(days=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _the_day_before() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(DAY_BEFORE, tick=False):
        yield


def page_of(participant: Participant) -> str:
    return f"/waiting-room/{participant.id}/answer/"


def opened(participant: Participant) -> Client:
    browser = Client()
    browser.get(f"/w/{answer_way_for(participant).split('/')[-3]}/answer/")
    return browser


def say(browser: Client, participant: Participant, choice: str, **more: str) -> HttpResponse:
    start = participant.appointment.starts_at.isoformat()
    return browser.post(page_of(participant), {"choice": choice, "about": start} | more)


def read(browser: Client, participant: Participant) -> str:
    return browser.get(page_of(participant)).content.decode()


def test_the_link_leads_to_the_question_and_looking_answers_nothing():
    participant = make_participant()
    browser = opened(participant)
    for _time in range(2):
        page = read(browser, participant)
    assert "Werden Sie kommen?" in page
    assert "Ihre Videosprechstunde mit Dr. Ada Sommer" in page
    assert "Morgen, 14:30" in page
    assert not Answer.objects.exists()


def test_a_program_that_looks_into_the_link_leaves_no_trace():
    answer = Client().head(f"/w/{answer_way_for(make_participant()).split('/')[-3]}/answer/")
    assert answer.status_code == 302
    assert "APPSESSION" not in answer.cookies


def test_one_press_answers_and_the_page_says_so():
    participant = make_participant()
    browser = opened(participant)
    assert say(browser, participant, "yes")["Location"] == page_of(participant)
    page = read(browser, participant)
    assert "Danke. Die Praxis weiß, dass Sie kommen." in page
    assert "Sie haben zugesagt" in page
    assert "Ich kann doch nicht kommen" in page
    assert 'value="yes"' not in page

    say(browser, participant, "no")
    page = read(browser, participant)
    assert "Sie haben abgesagt" in page
    assert 'value="no"' not in page
    assert Answer.objects.get().kind == "cancelled"


def test_wishes_are_told_by_the_clock_of_the_practice():
    participant = make_participant()
    browser = opened(participant)
    wish = {"date_1": "2026-11-25", "time_1": "16:00", "text": "Oder später"}
    assert say(browser, participant, "other_time", **wish).status_code == 302
    assert Answer.objects.get().wishes == ["2026-11-25T15:00:00+00:00"]
    page = read(browser, participant)
    assert "Sie haben um eine andere Zeit gebeten" in page
    for typed in ('value="2026-11-25"', 'value="16:00"', "Oder später"):
        assert typed in page, "stands there to be changed"


def test_asking_for_another_time_needs_neither_wish_nor_words():
    participant = make_participant()
    assert say(opened(participant), participant, "other_time").status_code == 302
    assert Answer.objects.get().kind == "other_time"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"date_2": "2026-11-25"}, "Bitte geben Sie auch die Uhrzeit an."),
        ({"time_2": "16:00"}, "Bitte geben Sie auch den Tag an."),
        ({"date_2": "2026-11-20", "time_2": "16:00"}, "Der 1. Wunsch ist schon vorbei."),
        ({"date_2": "2027-03-28", "time_2": "02:30"}, "überspringen"),
        ({"text": "Gruß\x07"}, "unsichtbare Steuerzeichen"),
        ({"text": "x" * 301}, "300"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(
    typed: dict[str, str], words: str
):
    participant = make_participant()
    more = {"text": "Bitte nicht montags"} | typed
    answer = say(opened(participant), participant, "other_time", **more)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "<details" in page
    assert "open>" in page
    if "text" not in typed:
        assert "Bitte nicht montags" in page
    assert not Answer.objects.exists()


def test_an_answer_to_a_time_that_was_moved_meanwhile_is_asked_once_more():
    participant = make_participant()
    browser = opened(participant)
    Appointment.objects.update(starts_at=START + DAY, ends_at=END + DAY)
    answer = say(browser, participant, "yes")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "inzwischen verlegt" in page
    assert not Answer.objects.exists()
    participant = Participant.objects.get()
    assert participant.appointment.starts_at.isoformat() in page, "the new time is answered next"
    assert say(browser, participant, "yes").status_code == 302


def test_an_answer_for_the_earlier_time_is_shown_as_such():
    participant = make_participant()
    browser = opened(participant)
    say(browser, participant, "yes")
    Appointment.objects.update(starts_at=START + DAY, ends_at=END + DAY)
    browser.get(page_of(participant))
    page = read(browser, participant)
    assert "Ihre Antwort galt der früheren Zeit (Morgen, 14:30" in page
    assert "Sie haben zugesagt" not in page


def test_from_the_start_on_the_page_says_that_it_is_too_late():
    participant = make_participant()
    with time_machine.travel(START, tick=False):
        browser = opened(participant)
        page = read(browser, participant)
        assert "Der Termin hat begonnen" in page
        assert 'name="choice"' not in page
        answer = say(browser, participant, "yes")
    assert answer.status_code == 422
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cancelled_at": DAY_BEFORE}, "Dieser Termin wurde abgesagt"),
        ({"ended_session": 1}, "Die Praxis hat die Sprechstunde beendet"),
        ({"starts_at": START - 2 * DAY, "ends_at": END - 2 * DAY}, "ist vorbei"),
    ],
    ids=["cancelled", "ended", "over"],
)
def test_what_is_closed_is_not_answered(change: dict[str, object], words: str):
    participant = make_participant()
    browser = opened(participant)
    Appointment.objects.update(**change)
    for answer in (browser.get(page_of(participant)), say(browser, participant, "yes")):
        assert answer.status_code == 410
        assert words in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_withdrawn_invitation_and_a_stranger_find_nothing():
    participant = make_participant()
    browser = opened(participant)
    Participant.objects.update(link_version=None)
    for one in (browser, Client(), opened(make_participant())):
        assert one.get(page_of(participant)).status_code == 404
        assert say(one, participant, "yes").status_code == 404
    assert not Answer.objects.exists()


def test_an_answer_needs_the_token_of_the_page():
    participant = make_participant()
    browser = Client(enforce_csrf_checks=True)
    browser.get(f"/w/{answer_way_for(participant).split('/')[-3]}/answer/", follow=True)
    assert say(browser, participant, "yes").status_code == 403
    assert not Answer.objects.exists()


def test_after_thirty_answers_in_a_minute_an_address_has_to_wait():
    participant = make_participant()
    browser = opened(participant)
    statuses = [browser.get(page_of(participant)).status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]


def test_the_own_calendar_leads_there_without_the_link():
    participant = make_participant()
    browser = Client()
    browser.force_login(User.objects.create_user("erika@example.org"))
    way = browser.post(f"/my/appointments/{participant.id}/answer/")
    assert way["Location"] == page_of(participant)
    assert say(browser, participant, "yes").status_code == 302
    assert "Sie haben zugesagt" in browser.get("/my/appointments/").content.decode()


def test_the_own_calendar_leads_nobody_to_somebody_elses():
    participant = make_participant(email="bernd@example.org")
    browser = Client()
    browser.force_login(User.objects.create_user("erika@example.org"))
    assert browser.post(f"/my/appointments/{participant.id}/answer/").status_code == 404


def test_the_door_knows_what_was_said_and_where_to_say_it():
    participant = make_participant()
    browser = opened(participant)
    config = browser.get(f"/waiting-room/{participant.id}/").context["config"]
    assert (config["answer"], config["answerUrl"]) == ("", page_of(participant))
    say(browser, participant, "yes")
    config = browser.get(f"/waiting-room/{participant.id}/").context["config"]
    assert config["answer"] == "accepted"
    with time_machine.travel(START, tick=False):
        config = opened(participant).get(f"/waiting-room/{participant.id}/").context["config"]
    assert config["answerUrl"] == ""


def test_in_english_if_wished():
    participant = make_participant()
    browser = opened(participant)
    english = {"accept-language": "en-GB"}
    page = browser.get(page_of(participant), headers=english).content.decode()
    assert "Will you come?" in page
    assert "Ask for another time" in page


def test_the_provider_sees_answers_and_moves_to_a_wish_with_one_press():
    participant = make_participant()
    wish = {"date_1": "2026-11-25", "time_1": "16:00", "text": "<b>Oder später</b>"}
    say(opened(participant), participant, "other_time", **wish)
    provider = signed_in(participant.appointment.moderator)
    assert "bittet um eine andere Zeit" in provider.get("/portal/appointments/").content.decode()
    detail = provider.get(f"/portal/appointments/{participant.appointment_id}/").content.decode()
    assert "bittet um eine andere Zeit" in detail
    assert "&lt;b&gt;Oder später" in detail
    move = f"/portal/appointments/{participant.appointment_id}/move/"
    assert f"{move}?at=2026-11-25T16:00" in detail
    form = provider.get(f"{move}?at=2026-11-25T16:00").content.decode()
    assert 'value="2026-11-25"' in form
    assert 'value="16:00"' in form
    assert provider.get(f"{move}?at=gestern").status_code == 200


def test_the_provider_sees_that_an_answer_was_for_the_earlier_time():
    participant = make_participant()
    say(opened(participant), participant, "yes")
    Appointment.objects.update(starts_at=START + DAY, ends_at=END + DAY)
    provider = signed_in(participant.appointment.moderator)
    detail = provider.get(f"/portal/appointments/{participant.appointment_id}/").content.decode()
    assert "für die frühere Zeit: hat zugesagt" in detail
    assert "kommt</span>" not in provider.get("/portal/appointments/").content.decode()


def test_who_was_invited_reads_in_their_data_what_they_answered():
    participant = make_participant()
    browser = opened(participant)
    say(browser, participant, "other_time", text="Lieber am Nachmittag")
    page = browser.get(f"/waiting-room/{participant.id}/data/").content.decode()
    assert "Lieber am Nachmittag" in page
    assert "bittet um eine andere Zeit" in page
