"""Who gets a ticket, and what it says."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from videoberatung.appointments.access import token_for
from videoberatung.appointments.models import Participant
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member, make_practice
from videoberatung.rooms.tests.factories import (
    END,
    START,
    make_appointment,
    make_participant,
    signed_in,
)
from videoberatung.signalling.tickets import Ticket, read

pytestmark = pytest.mark.django_db

IN_TIME = START - timedelta(minutes=5)


@pytest.fixture(autouse=True)
def five_minutes_before() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(IN_TIME, tick=False):
        yield


def browser_at_door_of(participant: Participant) -> Client:
    browser = Client()
    browser.get(f"/w/{token_for(participant)}/")
    return browser


def ask(browser: Client, participant: Participant) -> HttpResponse:
    return browser.post(f"/waiting-room/{participant.id}/ticket/")


def ticket_in(answer: HttpResponse) -> Ticket:
    assert answer.status_code == 200, answer.content
    return read(answer.json()["ticket"], keys=[settings.SIGNALLING_KEY], now=IN_TIME.timestamp())


def test_a_client_at_the_door_gets_a_minute_to_knock():
    participant = make_participant()
    ticket = ticket_in(ask(browser_at_door_of(participant), participant))
    assert (ticket.kind, ticket.role, ticket.inside) == ("enter", "participant", False)
    assert ticket.ends_at == END.timestamp()
    assert ticket.expires_at == IN_TIME.timestamp() + 60


def test_a_ticket_names_nobody():
    participant = make_participant()
    answer = ask(browser_at_door_of(participant), participant).json()["ticket"]
    ticket = str(read(answer, keys=[settings.SIGNALLING_KEY], now=IN_TIME.timestamp()))
    appointment = participant.appointment
    for known in (participant.id, appointment.id, appointment.practice_id, "Erika", "Sommer"):
        assert str(known) not in ticket


def test_two_browsers_with_one_link_have_one_access_and_are_two_peers():
    participant = make_participant()
    browser = browser_at_door_of(participant)
    first, again = ticket_in(ask(browser, participant)), ticket_in(ask(browser, participant))
    second = ticket_in(ask(browser_at_door_of(participant), participant))
    assert first.peer == again.peer
    assert first.access == second.access
    assert first.peer != second.peer


@pytest.mark.parametrize(
    ("moment", "more", "status", "code"),
    [
        (START - timedelta(hours=1), {}, 409, "too_early"),
        (END, {}, 410, "over"),
        (IN_TIME, {"cancelled_at": IN_TIME}, 410, "cancelled"),
        (IN_TIME, {"ended_session": 1}, 410, "ended"),
    ],
)
def test_a_closed_door_gives_a_client_no_ticket(
    moment: datetime, more: dict[str, object], status: int, code: str
):
    participant = make_participant()
    browser = browser_at_door_of(participant)
    type(participant.appointment).objects.update(**more or {"title": "wie zuvor"})
    with time_machine.travel(moment, tick=False):
        answer = ask(browser, participant)
    assert (answer.status_code, answer.json()) == (status, {"code": code})


def test_who_never_opened_the_link_gets_no_ticket():
    answer = ask(Client(), make_participant())
    assert (answer.status_code, answer.json()) == (404, {"code": "unknown"})


def test_after_thirty_tickets_in_a_minute_an_address_has_to_wait():
    participant = make_participant()
    browser = browser_at_door_of(participant)
    statuses = [ask(browser, participant).status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]


def test_a_ticket_needs_the_token_of_the_page():
    participant = make_participant()
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(f"/w/{token_for(participant)}/", follow=True)
    address = f"/waiting-room/{participant.id}/ticket/"
    assert browser.post(address).json() == {"code": "signed_out"}
    token = page.context["config"]["csrfToken"]
    assert browser.post(address, headers={"X-CSRFToken": token}).status_code == 200


def test_asking_by_get_is_refused():
    participant = make_participant()
    browser = browser_at_door_of(participant)
    assert browser.get(f"/waiting-room/{participant.id}/ticket/").status_code == 405


def test_the_moderator_enters_also_before_the_time():
    appointment = make_appointment()
    browser = signed_in(appointment.moderator)
    with time_machine.travel(START - timedelta(hours=2), tick=False):
        answer = browser.post(f"/rooms/{appointment.id}/ticket/")
        ticket = read(
            answer.json()["ticket"],
            keys=[settings.SIGNALLING_KEY],
            now=datetime.now().astimezone().timestamp(),
        )
    assert (ticket.kind, ticket.role) == ("enter", "moderator")


def test_client_and_moderator_meet_in_one_session():
    participant = make_participant()
    appointment = participant.appointment
    client = ticket_in(ask(browser_at_door_of(participant), participant))
    moderator = ticket_in(signed_in(appointment.moderator).post(f"/rooms/{appointment.id}/ticket/"))
    for name in ("practice", "room", "session"):
        assert getattr(client, name) == getattr(moderator, name)
    assert client.access != moderator.access


@pytest.mark.parametrize(
    ("more", "code"), [({"cancelled_at": IN_TIME}, "cancelled"), ({"ended_session": 1}, "ended")]
)
def test_a_closed_room_gives_the_moderator_no_ticket(more: dict[str, object], code: str):
    appointment = make_appointment(**more)
    answer = signed_in(appointment.moderator).post(f"/rooms/{appointment.id}/ticket/")
    assert (answer.status_code, answer.json()) == (410, {"code": code})


def test_who_is_signed_out_is_told_so_and_not_sent_to_a_page():
    appointment = make_appointment()
    for address in (f"/rooms/{appointment.id}/ticket/", "/portal/lobby-ticket/"):
        answer = Client().post(address)
        assert (answer.status_code, answer.json()) == (403, {"code": "signed_out"})


def lobby_ticket(member: Membership) -> Ticket:
    return ticket_in(signed_in(member).post("/portal/lobby-ticket/"))


def test_an_organiser_watches_the_whole_practice_and_a_provider_the_own_rooms():
    practice = make_practice()
    provider, colleague = make_member(practice), make_member(practice)
    organiser = make_member(practice, Role.ORGANISER)
    own = make_appointment(provider)
    make_appointment(colleague)
    room = ticket_in(signed_in(provider).post(f"/rooms/{own.id}/ticket/")).room
    assert lobby_ticket(organiser).rooms is None
    assert lobby_ticket(provider).rooms == (room,)


def test_an_administrator_may_not_see_who_waits():
    administrator = signed_in(make_member(role=Role.ADMINISTRATOR))
    assert administrator.get("/portal/lobby/").status_code == 403
    answer = administrator.post("/portal/lobby-ticket/")
    assert (answer.status_code, answer.json()) == (403, {"code": "not_yours"})


def test_a_further_moderator_enters_and_watches_a_colleague_does_not():
    appointment = make_appointment()
    further, colleague = (make_member(appointment.practice) for _one in range(2))
    appointment.further_moderators.add(further)
    own = ticket_in(signed_in(further).post(f"/rooms/{appointment.id}/ticket/"))
    assert (own.role, lobby_ticket(further).rooms) == ("moderator", (own.room,))
    assert signed_in(colleague).post(f"/rooms/{appointment.id}/ticket/").status_code == 403
    assert lobby_ticket(colleague).rooms == ()


def test_the_lobby_names_the_rooms_and_who_may_open_them():
    practice = make_practice()
    provider, organiser = make_member(practice), make_member(practice, Role.ORGANISER)
    appointment = make_appointment(provider)
    make_appointment()
    expected = {"time": "14:30", "title": "Kontrolltermin"}
    rooms = signed_in(provider).get("/portal/lobby/").json()["rooms"]
    way = f"/portal/appointments/{appointment.id}/hand-over/"
    expected |= {"handOverUrl": way}
    assert list(rooms.values()) == [{"url": f"/rooms/{appointment.id}/", **expected}]
    rooms = signed_in(organiser).get("/portal/lobby/").json()["rooms"]
    assert list(rooms.values()) == [{"url": "", **expected}]
