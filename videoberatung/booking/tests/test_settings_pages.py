"""Where a practice sets up its booking: who may, what is refused, two people at once."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from videoberatung.booking.models import BookableService, BookingPage, DayException
from videoberatung.booking.services.hours import working_hours_of
from videoberatung.booking.tests.factories import make_hours, make_page, make_service
from videoberatung.booking.tests.pages import shown
from videoberatung.practices.models import Membership
from videoberatung.practices.opening_hours import Span
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member, make_practice
from videoberatung.practices.tests.pages import edition_on, field_error
from videoberatung.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

SETTINGS = "/portal/practice/booking/"
NEW_SERVICE = f"{SETTINGS}services/new/"
MONDAY_MORNING = {"day0_morning_opens": "08:00", "day0_morning_closes": "12:00"}


@pytest.fixture
def owner(client: Client) -> Membership:
    member = make_member(role=Role.OWNER)
    client.force_login(member.user)
    return member


def save_page(client: Client, **more: Any) -> Any:
    typed = {"is_open": "on", "slug": "praxis", "changes_until_hours": "24"} | more
    return client.post(SETTINGS, typed | {"edition": edition_on(client, SETTINGS)})


def service_typed(*providers: Membership, **more: Any) -> dict[str, Any]:
    return {
        "name": "Erstgespräch",
        "words": "Wir lernen uns kennen.",
        "minutes": 45,
        "minutes_before": 0,
        "minutes_after": 15,
        "notice_hours": 24,
        "horizon_days": 42,
        "most_per_day": "",
        "is_active": "on",
        "providers": [one.id for one in providers],
    } | more


def hours_of(provider: Membership) -> str:
    return reverse("booking:hours-of", args=[provider.id])


def save_hours(client: Client, provider: Membership, typed: dict[str, str]) -> Any:
    url = hours_of(provider)
    return client.post(url, typed | {"edition": edition_on(client, url)})


def test_a_new_practice_takes_no_bookings_and_reads_a_proposal(client: Client, owner: Membership):
    page = client.get(SETTINGS).content.decode()
    assert 'value="praxis-am-markt"' in page
    assert client.get("/book/praxis-am-markt/").status_code == 404


def test_opening_the_page_shows_its_link(client: Client, owner: Membership):
    assert save_page(client).status_code == 302
    assert "/book/praxis/" in shown(client.get(SETTINGS))
    assert Client().get("/book/praxis/").status_code == 200
    assert Entry.objects.get(action="booking.page_changed").actor == owner.user.id
    save_page(client, is_open="")
    assert Client().get("/book/praxis/").status_code == 404


@pytest.mark.parametrize("slug", ["", "Zwei Wörter", "a" * 41, "../x", "ä"])
def test_addresses_that_are_none_are_refused(client: Client, owner: Membership, slug: str):
    answer = save_page(client, slug=slug)
    assert answer.status_code == 422
    assert field_error(answer.content.decode(), "id_slug")
    assert not BookingPage.objects.exists()


def test_an_address_belongs_to_one_practice(client: Client, owner: Membership):
    make_page(make_practice(), slug="praxis")
    answer = save_page(client)
    assert answer.status_code == 409
    assert "Another practice" in field_error(answer.content.decode(), "id_slug")


def test_who_saves_second_is_told(client: Client, owner: Membership):
    edition = edition_on(client, SETTINGS)
    save_page(client)
    answer = client.post(SETTINGS, {"slug": "anders", "edition": edition})
    assert answer.status_code == 409
    assert BookingPage.objects.get().slug == "praxis"


def test_a_service_is_made_and_changed(client: Client, owner: Membership):
    assert client.post(NEW_SERVICE, service_typed(owner)).status_code == 302
    service = BookableService.objects.get()
    assert (service.minutes, service.minutes_after) == (45, 15)
    assert list(service.providers.all()) == [owner]
    url = reverse("booking:change-service", args=[service.id])
    assert 'value="Erstgespräch"' in client.get(url).content.decode()
    client.post(url, service_typed(owner, name="Kennenlernen", is_active=""))
    service.refresh_from_db()
    assert (service.name, service.is_active) == ("Kennenlernen", False)
    assert "cannot be booked" in shown(client.get(SETTINGS))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 100_000}, "minutes"),
        ({"minutes_after": -1}, "minutes_after"),
        ({"notice_hours": "bald"}, "notice_hours"),
        ({"horizon_days": 0}, "horizon_days"),
        ({"horizon_days": 10_000}, "horizon_days"),
        ({"most_per_day": 0}, "most_per_day"),
        ({"providers": []}, "providers"),
    ],
)
def test_services_that_make_no_sense_are_refused_at_the_field(
    client: Client, owner: Membership, wrong: dict[str, Any], field: str
):
    answer = client.post(NEW_SERVICE, service_typed(owner) | wrong)
    assert answer.status_code == 422
    assert field_error(answer.content.decode(), f"id_{field}")
    assert not BookableService.objects.exists()


def test_no_two_services_have_one_name(client: Client, owner: Membership):
    make_service(owner, name="Erstgespräch")
    answer = client.post(NEW_SERVICE, service_typed(owner))
    assert "already" in field_error(answer.content.decode(), "id_name")


def test_only_people_of_the_practice_who_hold_consultations_offer_anything(
    client: Client, owner: Membership
):
    for stranger in (make_member(), make_member(owner.practice, Role.ORGANISER)):
        answer = client.post(NEW_SERVICE, service_typed(stranger))
        assert answer.status_code == 422


def test_providers_set_their_own_hours_and_nobody_elses(client: Client):
    provider = make_member()
    make_page(provider.practice)
    client.force_login(provider.user)
    assert "Your booking hours" in shown(client.get("/portal/booking-hours/"))
    assert save_hours(client, provider, MONDAY_MORNING).status_code == 302
    assert working_hours_of(provider) == [Span(0, time(8), time(12))]
    colleague = make_member(provider.practice)
    assert client.get(hours_of(colleague)).status_code == 403
    assert client.get(SETTINGS).status_code == 403
    assert client.get(hours_of(make_member())).status_code == 404


def test_hours_that_end_before_they_begin_are_refused(client: Client, owner: Membership):
    wrong = {"day0_morning_opens": "12:00", "day0_morning_closes": "08:00"}
    answer = save_hours(client, owner, wrong)
    assert answer.status_code == 422
    assert working_hours_of(owner) == []


def test_two_who_save_the_same_hours_are_told_of_each_other(client: Client, owner: Membership):
    edition = edition_on(client, hours_of(owner))
    save_hours(client, owner, MONDAY_MORNING)
    answer = client.post(hours_of(owner), {"edition": edition})
    assert answer.status_code == 409
    assert working_hours_of(owner) == [Span(0, time(8), time(12))]


def test_holidays_of_one_and_closed_days_of_all(client: Client, owner: Membership):
    days = {"first_day": "2030-01-14", "last_day": "2030-01-18"}
    client.post(reverse("booking:add-days", args=[owner.id]), days)
    client.post(reverse("booking:add-days", args=[owner.id]), days)
    client.post(reverse("booking:close-days"), {"first_day": "2030-02-01"})
    assert DayException.objects.count() == 2, "twice the same stands there once"
    of_all = DayException.objects.get(provider=None)
    assert (of_all.first_day, of_all.last_day) == (date(2030, 2, 1), date(2030, 2, 1))
    assert "14 January 2030" in shown(client.get(hours_of(owner)))
    assert "1 February 2030" in shown(client.get(SETTINGS))
    client.post(reverse("booking:remove-days", args=[of_all.id]))
    assert DayException.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"first_day": ""},
        {"first_day": "2030-01-14", "last_day": "2030-01-13"},
        {"first_day": "2030-01-14", "last_day": "2035-01-14"},
        {"first_day": "2030-01-14", "opens": "09:00"},
        {"first_day": "2030-01-14", "opens": "09:00", "closes": "09:00"},
    ],
)
def test_days_that_make_no_sense_are_refused(client: Client, owner: Membership, wrong):
    for url in (reverse("booking:add-days", args=[owner.id]), reverse("booking:close-days")):
        assert client.post(url, wrong).status_code == 422
    assert not DayException.objects.exists()


def test_a_provider_removes_no_days_of_others(client: Client):
    provider = make_member()
    practice = provider.practice
    make_page(practice)
    of_all = DayException.objects.create(
        practice=practice, first_day=date(2030, 1, 14), last_day=date(2030, 1, 14)
    )
    client.force_login(provider.user)
    assert client.post(reverse("booking:remove-days", args=[of_all.id])).status_code == 403
    assert (
        client.post(reverse("booking:close-days"), {"first_day": "2030-01-14"}).status_code == 403
    )
    foreign = DayException.objects.create(
        practice=make_practice(), first_day=date(2030, 1, 14), last_day=date(2030, 1, 14)
    )
    assert client.post(reverse("booking:remove-days", args=[foreign.id])).status_code == 404


def test_closed_days_leave_nothing_to_book(client: Client, owner: Membership):
    make_hours(owner)
    service = make_service(owner)
    client.post(
        reverse("booking:close-days"), {"first_day": "2030-01-08", "last_day": "2030-01-08"}
    )
    page = shown(
        client.get(reverse("booking:times", args=[service.practice.booking_page.slug, service.id]))
    )
    assert "Wednesday, 9 January In the morning" in page
