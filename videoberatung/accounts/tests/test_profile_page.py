"""People see, correct and delete what is known of them."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from videoberatung.accounts.models import User
from videoberatung.accounts.tests.factories import make_person
from videoberatung.privacy.inventory import declared
from videoberatung.trail.models import Entry

pytestmark = pytest.mark.django_db

PROFILE = "/account/"


@pytest.fixture
def ada(client: Client) -> User:
    person = make_person()
    client.force_login(person)
    return person


def typed(**more: str) -> dict[str, str]:
    return {
        "salutation": "ms",
        "title": "Dr.",
        "first_name": "Ada",
        "last_name": "Sommer",
        "language": "de",
        "time_zone": "Europe/Berlin",
    } | more


def error_at(page: str, field: str) -> str:
    found = re.search(rf'id="id_{field}_error">.*?<p>(.*?)</p>', page, re.DOTALL)
    return found.group(1) if found else ""


@pytest.mark.promise(7)
def test_a_client_account_holds_what_the_promise_names_and_no_more():
    known = {field for entry in declared() if entry.model is User for field in entry.fields}
    promised = {"salutation", "title", "first_name", "last_name", "email", "password"}
    # How pages are shown to them.
    settings = {"language", "time_zone"}
    # What the software notes by itself.
    own = {"id", "created_at", "last_login", "erased_at", "is_staff"}
    assert known == promised | settings
    assert {field.name for field in User._meta.concrete_fields} == promised | settings | own


@pytest.mark.promise(8)
def test_people_see_everything_that_is_known_of_them(client: Client, ada: User):
    page = client.get(PROFILE).content.decode()
    for known in (ada.email, 'value="Dr."', 'value="Ada"', 'value="Sommer"', "Europe/Berlin"):
        assert known in page
    assert "freiwillig" in page


@pytest.mark.promise(8)
def test_people_change_everything_that_is_known_of_them(client: Client, ada: User):
    changed = typed(
        salutation="diverse",
        title="Prof.",
        first_name="Alex",
        last_name="Winter",
        language="en",
        time_zone="America/New_York",
    )
    answer = client.post(PROFILE, changed)
    assert (answer.status_code, answer.url) == (302, PROFILE)
    ada.refresh_from_db()
    assert {name: getattr(ada, name) for name in changed} == changed
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject) == ("profile.changed", ada.id, ada.id)


@pytest.mark.promise(8)
def test_what_is_not_needed_is_deleted_by_emptying_it(client: Client, ada: User):
    client.post(PROFILE, typed(salutation="", title=""))
    ada.refresh_from_db()
    assert (ada.salutation, ada.title) == ("", "")


def test_saving_the_same_again_leaves_no_trace(client: Client, ada: User):
    client.post(PROFILE, typed(salutation=""))
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("first_name", "last_name"),
    [
        ("Ойгуль", "Абдыкерим"),
        ("محمد", "الحسيني"),
        ("明", "王"),
        ("สมชาย", "ใจดี"),
        ("\u0645\u06cc\u200c\u062e", "O\u2019Neill-D\u00edaz"),  # a name with a zero-width joiner
        ("Đặng", "Nguyễn Thị Ánh"),
    ],
)
def test_names_of_every_script_are_kept_as_written(
    client: Client, ada: User, first_name: str, last_name: str
):
    client.post(PROFILE, typed(first_name=first_name, last_name=last_name))
    ada.refresh_from_db()
    assert (ada.first_name, ada.last_name) == (first_name, last_name)
    assert first_name in client.get(PROFILE).content.decode()


def test_a_language_speaks_from_the_next_page_on(client: Client, ada: User):
    page = client.post(PROFILE, typed(language="en"), follow=True).content.decode()
    assert '<html lang="en">' in page
    assert "Your profile is saved." in page
    page = client.post(PROFILE, typed(language="de"), follow=True).content.decode()
    assert '<html lang="de">' in page
    assert "Ihr Profil ist gespeichert." in page


def test_a_language_chosen_on_the_page_stays_when_something_else_is_saved(
    client: Client, ada: User
):
    client.post("/language/", {"language": "en"})
    page = client.post(PROFILE, typed(title=""), follow=True).content.decode()
    assert '<html lang="en">' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", ""),
        ("last_name", "   "),
        ("last_name", "x" * 81),
        ("first_name", "Ada\u202eremmos"),
        ("title", "x" * 41),
        ("title", "Dr.\r\nBcc: alle"),
        ("salutation", "lord"),
        ("language", "fr"),
        ("language", ""),
        ("time_zone", "Europe/Atlantis"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", ""),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_what_was_typed_stays(
    client: Client, ada: User, field: str, value: str
):
    answer = client.post(PROFILE, typed(first_name="Alex") | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert error_at(page, field)
    if field != "first_name":
        assert 'value="Alex"' in page
    ada.refresh_from_db()
    assert ada.first_name == "Ada"


def test_a_time_zone_that_is_no_longer_offered_can_stay(client: Client, ada: User):
    User.objects.update(time_zone="Etc/GMT-1")
    assert client.post(PROFILE, typed(time_zone="Etc/GMT-1")).status_code == 302


def test_the_near_time_zones_come_first_and_none_is_chosen_twice(client: Client, ada: User):
    page = client.get(PROFILE).content.decode()
    zones = re.findall(r'<option value="(\w+/[^"]+)"', page)
    assert zones[:3] == ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich"]
    assert len(zones) > 300
    assert len(set(zones)) == len(zones)
    assert page.count('<option value="Europe/Berlin" selected>') == 1


def test_the_name_in_the_frame_leads_to_the_profile(client: Client, ada: User):
    page = client.get(PROFILE).content.decode()
    assert re.search(rf'class="portal-me" href="{PROFILE}".*?Dr\. Ada Sommer', page, re.DOTALL)
    assert "Mein Konto" in page


@pytest.mark.parametrize("name", ["account_profile", "account_picture", "account_picture_withdraw"])
def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client, name: str):
    for answer in (client.get(reverse(name)), client.post(reverse(name))):
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/login/")
