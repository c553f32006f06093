"""A visitor books by the public page, without an account."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from videoberatung.accounts.models import User
from videoberatung.booking.limits import (
    FORM_TIME,
    MAILS_PER_ADDRESS_AND_HOUR,
    MAILS_PER_NETWORK_AND_HOUR,
)
from videoberatung.booking.models import Booking, Hold
from videoberatung.booking.tests.factories import (
    MONDAY_10,
    WEDNESDAY_9,
    make_hold,
    make_hours,
    make_page,
    make_service,
)
from videoberatung.booking.tests.pages import choose, link_in_mail, send, shown, typed, url
from videoberatung.practices.tests.factories import make_member, make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def test_from_the_first_page_to_the_appointment(client: Client):
    service = make_service(name="Erstgespräch")
    other = make_service(*service.providers_now(), name="Kontrolle")
    start = shown(client.get(url("start", service)))
    assert "Erstgespräch" in start
    assert "Kontrolle" in start
    assert "Wednesday, 9 January" in shown(client.get(url("times", service) + "?day=2030-01-09"))
    assert choose(client, service).url == url("details", service)
    assert "Kept free for you until 10:15" in shown(client.get(url("details", service)))
    assert send(client, service).url == url("sent", service)
    assert "erika@example.org" in shown(client.get(url("sent", service)))
    link = link_in_mail()
    assert "Would you like this appointment?" in shown(client.get(link))
    assert Booking.objects.get().appointment is None, "opening the link changes nothing"
    assert "Your appointment is booked" in shown(client.post(link + "confirm/", follow=True))
    assert other.practice.appointments.get().starts_at == WEDNESDAY_9


def test_the_first_day_with_a_free_time_is_shown_at_once(client: Client):
    """A day's notice, and it is Monday ten o'clock: Tuesday from ten."""
    page = shown(client.get(url("times", make_service())))
    assert "Tuesday, 8 January In the morning 10:00" in page


def test_a_single_service_needs_no_first_step(client: Client):
    service = make_service()
    assert client.get(url("start", service)).url == url("times", service)


def test_weeks_are_turned_over_to_where_something_is_free(client: Client):
    provider = make_member()
    make_hours(provider, weekdays=[2])
    service = make_service(provider)
    first = client.get(url("times", service)).content.decode()
    assert "day=2030-01-16" in first
    assert (
        "day=2030-01-09" in client.get(url("times", service) + "?day=2030-01-16").content.decode()
    )
    beyond = client.get(url("times", service) + "?day=2031-01-01").content.decode()
    assert "9 January" in beyond, "nothing that late: back to the first"
    assert client.get(url("times", service) + "?day=gestern").status_code == 200


def test_the_person_can_be_chosen(client: Client):
    early = make_member(last_name="Ahorn")
    late = make_member(early.practice, last_name="Birke")
    make_hours(early, weekdays=[2])
    make_hours(late, weekdays=[3])
    service = make_service(early, late)
    page = shown(client.get(url("times", service) + f"?with={late.id}"))
    assert "Thursday, 10 January In the morning" in page
    assert client.get(url("times", service) + f"?with={uuid4()}").status_code == 404


def test_of_two_for_one_time_the_second_reads_so_and_sees_the_next(client: Client):
    service = make_service()
    rival = Client(headers={"Accept-Language": "en"})
    choose(client, service)
    answer = rival.post(url("hold", service), {"start": WEDNESDAY_9.isoformat()}, follow=True)
    page = shown(answer)
    assert "Somebody was faster" in page
    assert "Wednesday, 9 January In the morning 09:30" in page


def test_who_comes_too_late_with_the_form_keeps_what_was_typed(client: Client):
    service = make_service()
    choose(client, service)
    late = MONDAY_10 + FORM_TIME
    make_hold(service, now=late)
    answer = send(client, service, after=FORM_TIME)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="Erika Muster"' in page
    assert 'value="erika@example.org"' in page
    assert "Somebody was faster" in page
    other = WEDNESDAY_9 + timedelta(minutes=30)
    assert other.isoformat() in page
    answer = send(client, service, after=FORM_TIME + timedelta(minutes=1), other=other.isoformat())
    assert answer.status_code == 302
    assert Booking.objects.get().starts_at == other


def test_who_needs_longer_keeps_the_time_if_nobody_else_wants_it(client: Client):
    service = make_service()
    choose(client, service)
    assert send(client, service, after=timedelta(minutes=40)).url == url("sent", service)


def test_giving_the_time_back_frees_it(client: Client):
    service = make_service()
    choose(client, service)
    client.post(url("leave", service))
    assert Hold.objects.count() == 0
    assert client.get(url("details", service)).url == url("times", service)


def test_a_wrong_address_is_corrected_and_the_first_link_is_dead(client: Client):
    service = make_service()
    choose(client, service)
    send(client, service, email="erika@exmaple.org")
    first = link_in_mail("erika@exmaple.org")
    page = client.get(url("details", service)).content.decode()
    assert 'value="erika@exmaple.org"' in page
    send(client, service, after=timedelta(minutes=3))
    assert client.get(first).status_code == 404
    assert client.get(link_in_mail()).status_code == 200
    assert Booking.objects.count() == 1


def test_who_is_signed_in_books_at_once(client: Client):
    user = User.objects.create_user("anna@example.org", first_name="Anna", last_name="Beispiel")
    client.force_login(user)
    service = make_service()
    choose(client, service)
    page = client.get(url("details", service)).content.decode()
    assert 'value="Anna Beispiel"' in page
    answer = send(client, service, name="Anna Beispiel", email="anna@example.org")
    assert "Your appointment is booked" in shown(client.get(answer.url))
    [participant] = service.practice.appointments.get().participants.all()
    assert participant.email == "anna@example.org"
    assert "Anna" not in str(Booking.objects.get().__dict__)
    mine = shown(client.get("/my/appointments/"))
    assert "Praxis am Markt" in mine
    assert "Book an appointment" in mine


def test_ones_own_calendar_leads_only_to_practices_one_comes_to(client: Client):
    make_service()
    client.force_login(User.objects.create_user("anna@example.org"))
    assert "Book an appointment" not in shown(client.get("/my/appointments/"))


def test_an_address_that_is_not_of_the_account_is_confirmed_as_ever(client: Client):
    client.force_login(User.objects.create_user("anna@example.org"))
    service = make_service()
    choose(client, service)
    assert send(client, service, email="mutter@example.org").url == url("sent", service)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"email": "erika"}, "Enter a valid email address."),
        ({"email": '"ab"@example.org'}, "without quotation marks"),
        ({"name": "Erika\x00"}, "invisible control characters"),
        ({"website": "https://example.org"}, "empty"),
    ],
)
def test_bad_input_is_told_and_nothing_is_sent(
    client: Client, wrong: dict[str, str], sentence: str
):
    service = make_service()
    choose(client, service)
    answer = send(client, service, **wrong)
    assert answer.status_code == 422
    assert sentence in shown(answer)
    assert Booking.objects.count() == 0


def test_whoever_is_faster_than_people_are_is_asked_again(client: Client):
    service = make_service()
    choose(client, service)
    answer = client.post(url("details", service), typed(service))
    assert answer.status_code == 422
    assert "very fast" in shown(answer)


def test_one_mailbox_and_one_network_get_only_so_many_mails(client: Client):
    service = make_service()
    for number in range(MAILS_PER_NETWORK_AND_HOUR):
        address = (
            "opfer@example.org" if number < MAILS_PER_ADDRESS_AND_HOUR else f"{number}@example.org"
        )
        assert send(Client(), service, email=address).status_code in (302, 409)
    assert send(Client(), service, email="one.more@example.org").status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    answer = send(elsewhere, service, email="OPFER@example.org")
    assert answer.status_code == 429
    assert 'value="OPFER@example.org"' in answer.content.decode()


@pytest.mark.parametrize(
    "start", ["", "gestern", "2030-01-09T08:00:00", "9999-12-31T23:59:59+00:00"]
)
def test_times_that_nobody_offers_are_no_times(client: Client, start: str):
    service = make_service()
    answer = client.post(url("hold", service), {"start": start}, follow=True)
    assert answer.status_code in (200, 400)
    assert Hold.objects.count() == 0


def test_a_practice_that_takes_no_bookings_has_no_page(client: Client):
    make_page(make_practice(), is_open=False, slug="zu")
    for slug in ("zu", "gibt-es-nicht"):
        assert client.get(f"/book/{slug}/").status_code == 404


def test_a_page_where_nobody_offers_anything_says_so(client: Client):
    make_page(make_practice(), slug="leer")
    assert "Nothing can be booked" in shown(client.get("/book/leer/"))


def test_a_service_that_is_off_or_of_another_practice_is_no_service(client: Client):
    service, foreign = make_service(), make_service()
    slug = service.practice.booking_page.slug
    assert client.get(reverse("booking:times", args=[slug, foreign.id])).status_code == 404
    service.is_active = False
    service.save()
    assert client.get(url("times", service)).status_code == 404


def test_reading_the_page_opens_no_session(client: Client):
    service = make_service()
    make_service(*service.providers_now())
    client.get(url("start", service))
    assert Session.objects.count() == 0


def test_only_a_page_that_wants_to_be_found_is_listed(client: Client):
    service = make_service()
    make_service(*service.providers_now())
    assert b"noindex" in client.get(url("start", service)).content
    page = service.practice.booking_page
    page.may_be_found = True
    page.save()
    assert b"noindex" not in client.get(url("start", service)).content
    assert b"noindex" in client.get(url("times", service)).content


def test_times_are_those_of_the_practice_wherever_somebody_lives(client: Client):
    service = make_service()
    practice = service.practice
    practice.time_zone = "Europe/Lisbon"
    practice.save()
    client.force_login(User.objects.create_user("anna@example.org", time_zone="Asia/Tokyo"))
    page = shown(client.get(url("times", service) + "?day=2030-01-09"))
    assert "Wednesday, 9 January In the morning 09:00" in page


def test_the_page_costs_the_same_queries_for_many_appointments(
    client: Client, django_assert_max_num_queries
):
    service = make_service()
    for number in range(5):
        make_hold(service, starts_at=WEDNESDAY_9 + timedelta(days=7, minutes=30 * number))
    with django_assert_max_num_queries(16):
        client.get(url("times", service))
