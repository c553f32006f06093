"""The pages of the waiting list: the visitor's and the practice's."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from videoberatung.accounts.models import User
from videoberatung.booking.links import waiting_token
from videoberatung.booking.models import BookableService, WaitingEntry
from videoberatung.booking.services.offering import offer_what_is_free
from videoberatung.booking.tests.factories import MONDAY_10, make_entry, make_hours, make_service
from videoberatung.booking.tests.pages import shown, url
from videoberatung.mail.sending import send_due_mail
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

LIST = "/portal/waiting-list/"
TYPED = {
    "name": "Erika Muster",
    "email": "erika@example.org",
    "weekdays": ["0", "2"],
    "part_of_day": "morning",
    "website": "",
}


def path(entry: WaitingEntry, step: str = "") -> str:
    return f"/waiting-list/{waiting_token(entry)}/{step}"


def wait(client: Client, service: BookableService, **more: object) -> object:
    return client.post(url("wait", service), TYPED | more)


def test_onto_the_list_and_off_it_again(client: Client):
    service = make_service()
    assert "next free time is Tuesday, 8 January, 10:00" in shown(client.get(url("wait", service)))
    answer = client.post(url("wait", service), TYPED, follow=True)
    assert "look into your e-mails" in shown(answer)
    send_due_mail(MONDAY_10)
    found = re.search(r"https?://[^/\s]+(/waiting-list/\S+/)", str(mail.outbox[0].body))
    link = found.group(1)
    assert "Onto the waiting list?" in shown(client.get(link))
    assert WaitingEntry.objects.get().joined_at is None, "opening the link changes nothing"
    page = shown(client.post(link + "join/", follow=True))
    assert "You are on the waiting list" in page
    assert "Monday, Wednesday, in the morning" in page
    assert "earlier than Tuesday, 8 January" in page
    assert "You have left" in shown(client.post(link + "leave/"))
    assert client.get(link).status_code == 404
    assert not WaitingEntry.objects.exists()


def test_an_offer_is_accepted_by_one_button(client: Client):
    service = make_service()
    entry = make_entry(service)
    offer_what_is_free(MONDAY_10)
    page = shown(client.get(path(entry)))
    assert "This time is free for you" in page
    assert "Tuesday, 8 January" in page
    for step in ("accept/", "decline/", "leave/", "join/"):
        assert client.get(path(entry, step)).status_code == 405
    page = shown(client.post(path(entry, "accept/"), follow=True))
    assert "Your appointment is booked" in page
    assert client.post(path(entry, "accept/")).status_code == 404, "pressed twice"
    assert service.practice.appointments.count() == 1


def test_an_offer_is_declined_by_one_button(client: Client):
    entry = make_entry(make_service())
    offer_what_is_free(MONDAY_10)
    page = shown(client.post(path(entry, "decline/"), follow=True))
    assert "You stay on the list" in page
    page = shown(client.post(path(entry, "accept/"), follow=True))
    assert "no longer kept for you" in page


def test_who_is_signed_in_is_on_the_list_at_once(client: Client):
    client.force_login(User.objects.create_user("erika@example.org"))
    answer = client.post(url("wait", make_service()), TYPED, follow=True)
    assert "You are on the waiting list" in shown(answer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"email": "erika"},
        {"weekdays": ["7"]},
        {"part_of_day": "nachts"},
        {"website": "x"},
    ],
)
def test_bad_input_is_told_and_kept(client: Client, wrong: dict[str, object]):
    answer = client.post(url("wait", make_service()), TYPED | wrong)
    assert answer.status_code == 422
    assert not WaitingEntry.objects.exists()


def test_only_people_who_offer_it_can_be_wished_for(client: Client):
    one = make_member(last_name="Ahorn")
    other = make_member(one.practice, last_name="Birke")
    service = make_service(one, other)
    stranger = make_member(one.practice)
    for provider, status in ((other, 302), (stranger, 422)):
        answer = client.post(url("wait", service), TYPED | {"provider": str(provider.id)})
        assert answer.status_code == status
    assert WaitingEntry.objects.get().provider == other


def test_who_sees_which_names_goes_by_role():
    provider = make_member()
    practice = provider.practice
    colleague = make_member(practice)
    for one in (provider, colleague):
        make_hours(one)
    service = make_service(provider, colleague)
    only_mine = make_service(provider)
    make_entry(service, email="beide@example.org")
    make_entry(service, email="kollege@example.org", provider=colleague)
    make_entry(only_mine, email="meine@example.org")
    organiser = make_member(practice, Role.ORGANISER)
    seen = {
        provider: {"beide", "meine"},
        colleague: {"beide", "kollege"},
        organiser: {"beide", "kollege", "meine"},
        make_member(): set(),
    }
    for member, names in seen.items():
        browser = Client()
        browser.force_login(member.user)
        page = browser.get(LIST).content.decode()
        assert {one for one in ("beide", "kollege", "meine") if f"{one}@" in page} == names


def test_somebody_who_called_is_removed(client: Client):
    provider = make_member()
    make_hours(provider)
    service = make_service(provider)
    entry = make_entry(service)
    foreign = make_entry(make_service())
    client.force_login(provider.user)
    remove = [reverse("booking:remove-entry", args=[one.id]) for one in (entry, foreign)]
    assert "is removed" in shown(client.post(remove[0], follow=True))
    assert client.post(remove[1]).status_code == 404
    assert list(WaitingEntry.objects.all()) == [foreign]


def test_one_does_not_remove_who_waits_for_a_colleague(client: Client):
    provider = make_member()
    colleague = make_member(provider.practice)
    entry = make_entry(make_service(colleague))
    client.force_login(provider.user)
    assert client.post(reverse("booking:remove-entry", args=[entry.id])).status_code == 403
    assert WaitingEntry.objects.exists()


def test_where_nobody_waits_the_page_says_how_people_get_there(client: Client):
    service = make_service()
    client.force_login(service.providers_now()[0].user)
    assert "Nobody waits" in shown(client.get(LIST))
