"""The client's pages, from the link to the door."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from videoberatung.accounts.services.pictures import withdraw_picture
from videoberatung.accounts.tests.factories import NOON, make_picture
from videoberatung.appointments.access import token_for
from videoberatung.appointments.models import Participant
from videoberatung.practices.opening_hours import Span
from videoberatung.practices.services.hours import open_at
from videoberatung.rooms.tests.factories import END, START, make_appointment, make_participant

pytestmark = pytest.mark.django_db

IN_TIME = START - timedelta(minutes=5)


@pytest.fixture(autouse=True)
def five_minutes_before() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(IN_TIME, tick=False):
        yield


def link_of(participant: Participant) -> str:
    return f"/w/{token_for(participant)}/"


def config_of(page: bytes) -> dict[str, str]:
    found = re.search(r'id="room-config" type="application/json">(.*?)</script>', page.decode())
    assert found is not None
    config: dict[str, str] = json.loads(found.group(1))
    return config


def test_the_link_leads_to_a_door_that_says_who_invites_and_when(client: Client):
    participant = make_participant()
    answer = client.get(link_of(participant), follow=True)
    assert answer.redirect_chain == [(f"/waiting-room/{participant.id}/", 302)]
    page = answer.content.decode()
    for word in ("Praxis am Markt", "Dr. Ada Sommer", "Heute, 14:30 \u2013 15:00 Uhr"):
        assert word in page
    assert "030 1234 567" in page, "for who has no JavaScript"


def test_the_page_tells_its_script_all_that_it_needs(client: Client):
    participant = make_participant()
    config = config_of(client.get(link_of(participant), follow=True).content)
    assert config["role"] == "participant"
    assert config["door"] == "open"
    assert config["ticketUrl"] == f"/waiting-room/{participant.id}/ticket/"
    assert config["opensAt"] == "2026-11-24T14:00:00+01:00"
    assert config["timeZone"] == "Europe/Berlin"
    assert re.fullmatch(r"/live/[\w-]{22}/", config["socketUrl"])


def test_the_page_does_not_repeat_what_the_practice_wrote_about_the_person(client: Client):
    participant = make_participant(make_appointment(title="Befund besprechen"))
    page = client.get(link_of(participant), follow=True).content.decode()
    assert "Befund besprechen" not in page
    assert "Erika Muster" not in page
    assert "erika@example.org" not in page


@pytest.mark.parametrize("token", ["x", "x" * 48, "\u00e4" * 48])
def test_a_made_up_link_is_answered_with_a_way_on(client: Client, token: str):
    answer = client.get(f"/w/{token}/")
    assert answer.status_code == 404
    assert "Dieser Link führt zu keiner Sprechstunde" in answer.content.decode()
    assert "APPSESSION" not in answer.cookies


def test_a_link_with_one_altered_letter_opens_nothing(client: Client):
    token = token_for(make_participant())
    for place in (0, 20, 47):
        other = "A" if token[place] != "A" else "B"
        assert client.get(f"/w/{token[:place]}{other}{token[place + 1 :]}/").status_code == 404


@pytest.mark.parametrize(
    ("moment", "more", "words"),
    [
        (END, {}, "Diese Sprechstunde ist vorbei"),
        (IN_TIME, {"ended_session": 1}, "Die Praxis hat die Sprechstunde beendet"),
        (IN_TIME, {"cancelled_at": IN_TIME}, "Dieser Termin wurde abgesagt"),
    ],
    ids=["over", "ended", "cancelled"],
)
def test_a_closed_door_says_why_and_whom_to_call(
    client: Client, moment: datetime, more: dict[str, object], words: str
):
    participant = make_participant()
    client.get(link_of(participant))
    appointment = participant.appointment
    for name, value in more.items():
        setattr(appointment, name, value)
    appointment.save()
    with time_machine.travel(moment, tick=False):
        for path in (link_of(participant), f"/waiting-room/{participant.id}/"):
            answer = client.get(path)
            assert answer.status_code == 410
            assert words in answer.content.decode()
            assert "030 1234 567" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Mo\u2013Fr 8:00\u201312:00"),
        ("en", "Mon\u2013Fri 8:00\u201312:00"),
    ],
)
def test_a_closed_door_says_when_the_practice_is_open(client: Client, language: str, line: str):
    participant = make_participant(make_appointment(cancelled_at=IN_TIME))
    accepts = {"accept-language": language}
    page = client.get(link_of(participant), headers=accepts).content.decode()
    assert "Öffnungszeiten" not in page
    assert "Opening hours" not in page
    open_at(participant.practice, [Span(day, time(8), time(12)) for day in range(5)])
    assert line in client.get(link_of(participant), headers=accepts).content.decode()


def test_a_call_that_runs_over_time_finds_its_way_back_after_a_reload(client: Client):
    participant = make_participant()
    client.get(link_of(participant))
    with time_machine.travel(END, tick=False):
        answer = client.get(f"/waiting-room/{participant.id}/")
    assert config_of(answer.content)["door"] == "over"


def test_before_its_time_the_door_can_be_seen(client: Client):
    participant = make_participant()
    with time_machine.travel(START - timedelta(hours=3), tick=False):
        config = config_of(client.get(link_of(participant), follow=True).content)
    assert config["door"] == "too_early"


def test_a_draft_opens_to_nobody(client: Client):
    participant = make_participant(make_appointment(published_at=None))
    assert client.get(link_of(participant)).status_code == 404


@pytest.mark.parametrize("change", [{"link_version": 2}, {"link_version": None}])
def test_a_replaced_or_withdrawn_link_opens_nothing_also_where_it_was_opened(
    client: Client, change: dict[str, int | None]
):
    participant = make_participant()
    link, door = link_of(participant), f"/waiting-room/{participant.id}/"
    assert client.get(link, follow=True).status_code == 200
    Participant.objects.filter(id=participant.id).update(**change)
    assert client.get(link).status_code == 404
    assert client.get(door).status_code == 404
    assert client.post(f"{door}ticket/").status_code == 404
    assert client.session["participants"] == []


def test_the_address_of_the_door_is_not_enough(client: Client):
    participant = make_participant()
    answer = client.get(f"/waiting-room/{participant.id}/")
    assert answer.status_code == 404
    assert "Dieser Link führt zu keiner Sprechstunde" in answer.content.decode()


def test_looking_at_a_link_without_opening_it_leaves_no_trace(client: Client):
    answer = client.head(link_of(make_participant()))
    assert answer.status_code == 302
    assert "APPSESSION" not in answer.cookies
    assert client.post(link_of(make_participant())).status_code == 405


def test_two_links_in_one_browser_do_not_disturb_each_other(client: Client):
    first, second = make_participant(), make_participant()
    client.get(link_of(first))
    client.get(link_of(second))
    for participant in (first, second):
        assert client.get(f"/waiting-room/{participant.id}/").status_code == 200
    assert set(client.session.keys()) <= {"participants", "seen", "_csrftoken"}


def test_after_thirty_links_in_a_minute_an_address_has_to_wait(client: Client):
    link = link_of(make_participant())
    statuses = [client.get(link).status_code for _ in range(31)]
    assert statuses == [302] * 30 + [429]
    assert client.get(link, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_visitor_who_reads_english_gets_english(client: Client):
    answer = client.get(
        link_of(make_participant()), follow=True, headers={"accept-language": "en-GB"}
    )
    page = answer.content.decode()
    assert "Your video consultation with Dr. Ada Sommer" in page
    assert "Today, 14:30 \u2013 15:00" in page


@pytest.mark.promise(9)
def test_the_face_of_who_invites_is_shown_to_who_has_opened_the_link(client: Client):
    participant = make_participant()
    moderator = participant.appointment.moderator.user
    door = client.get(link_of(participant), follow=True).content
    assert config_of(door)["moderatorPictureUrl"] == ""
    picture = make_picture(moderator)
    url = config_of(client.get(f"/waiting-room/{participant.id}/").content)["moderatorPictureUrl"]
    answer = client.get(url)
    assert answer.content == bytes(picture.content)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert Client().get(url).status_code == 404, "nobody else sees it by that address"

    withdraw_picture(moderator, now=NOON)
    assert client.get(url).status_code == 404
    door = client.get(f"/waiting-room/{participant.id}/").content
    assert config_of(door)["moderatorPictureUrl"] == ""
