"""Details and presets: who may set them, what is refused, and two people at once."""

from typing import Any

import pytest
from django.test import Client

from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.phones import PhoneError, phone_of
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.practices.tests.pages import (
    details_typed,
    edition_on,
    field_error,
    presets_typed,
)
from videoberatung.trail.models import Entry

pytestmark = pytest.mark.django_db

DETAILS, PRESETS = "/portal/practice/", "/portal/practice/presets/"
PAGES = [DETAILS, PRESETS]


def saved(member: Membership) -> Practice:
    return Practice.objects.get(id=member.practice_id)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.OWNER, 200),
        (Role.ADMINISTRATOR, 200),
        (Role.PROVIDER, 403),
        (Role.ORGANISER, 403),
    ],
)
def test_the_settings_are_for_owners_and_administrators(
    client: Client, path: str, role: Role, status: int
):
    client.force_login(make_member(role=role).user)
    assert client.get(path).status_code == status
    assert client.post(path).status_code == (422 if status == 200 else 403)
    assert (PAGES[0] in client.get("/portal/").content.decode()) is (status == 200)


def test_details_are_saved_with_a_trace(client: Client, owner: Membership):
    typed = details_typed(
        owner.practice,
        name="Praxis am See",
        kind="therapy",
        street="Seestraße 1",
        postal_code="10115",
        city="Berlin",
        phone="(030) 23125-000",
        email="praxis@example.org",
        contact_name="Ada Sommer",
        contact_email="ada@example.org",
        time_zone="Europe/Vienna",
        edition=edition_on(client, DETAILS),
    )
    answer = client.post(DETAILS, typed, follow=True)
    assert answer.redirect_chain == [(DETAILS, 302)]
    assert "Gespeichert" in answer.content.decode()
    practice = saved(owner)
    del typed["edition"]
    assert details_typed(practice) == typed | {"phone": "030 23125000"}
    entry = Entry.objects.get()
    assert (entry.action, entry.actor) == ("practice.details_changed", owner.user_id)
    assert entry.practice == entry.subject == practice.id


def test_saving_what_is_saved_already_leaves_no_trace(client: Client, owner: Membership):
    Practice.objects.update(phone="030 23125000")
    typed = details_typed(saved(owner), edition=edition_on(client, DETAILS))
    assert client.post(DETAILS, typed).status_code == 302
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field_id", "sentence"),
    [
        ({"name": ""}, "id_name", "füllen Sie dieses Feld aus"),
        ({"name": "x" * 121}, "id_name", "120"),
        ({"name": "a\u202eb"}, "id_name", "Steuerzeichen"),
        ({"kind": "circus"}, "id_kind", "Auswahl"),
        ({"country": "XX"}, "id_country", "Auswahl"),
        ({"time_zone": "Mars/Base"}, "id_time_zone", "Auswahl"),
        ({"time_zone": "../../etc/passwd"}, "id_time_zone", "Auswahl"),
        ({"phone": "ruf mich an"}, "id_phone", "keine Telefonnummer"),
        ({"phone": "123"}, "id_phone", "keine Telefonnummer"),
        ({"phone": "+1 030 23125000"}, "id_phone", "keine Telefonnummer"),
        ({"email": "praxis"}, "id_email", "E-Mail-Adresse"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "id_email", ""),
        ({"contact_email": "a@example.org, b@example.org"}, "id_contact_email", "E-Mail-Adresse"),
    ],
)
def test_wrong_details_stand_beside_their_field_and_the_rest_is_kept(
    client: Client, owner: Membership, wrong: dict[str, str], field_id: str, sentence: str
):
    typed = details_typed(owner.practice, street="Neue Straße 7", phone="030 23125000") | wrong
    answer = client.post(DETAILS, typed | {"edition": edition_on(client, DETAILS)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert field_error(page, field_id)
    assert sentence in field_error(page, field_id)
    assert 'value="Neue Straße 7"' in page
    assert saved(owner).street == ""


@pytest.mark.parametrize(
    ("typed", "country", "shown"),
    [
        ("030/23125-000", "DE", "030 23125000"),
        ("+49 30 23125000", "DE", "030 23125000"),
        ("0049 30 23125000", "DE", "030 23125000"),
        ("0171 3920000", "DE", "0171 3920000"),
        ("+43 1 534530", "DE", "+43 1 534530"),
        ("01 534530", "AT", "01 534530"),
    ],
)
def test_a_number_is_shown_in_its_usual_groups(typed: str, country: str, shown: str):
    assert phone_of(typed, country) == shown


@pytest.mark.parametrize("typed", ["", "x", "0", "++49", "030 1", "1" * 40, "+999 1234567"])
def test_what_nobody_could_call_is_no_number(typed: str):
    with pytest.raises(PhoneError):
        phone_of(typed, "DE")


def test_presets_are_saved_with_a_trace(client: Client, owner: Membership):
    text = "Bitte halten Sie Ihre Karte bereit.\r\nBis gleich!"
    typed = presets_typed(
        usual_minutes=50,
        most_people=3,
        reminders=[15, 10080],
        waiting_text=text,
        requires_real_name=None,
        retention_days=30,
        providers_plan_for_all="on",
        edition=edition_on(client, PRESETS),
    )
    assert client.post(PRESETS, typed).status_code == 302
    practice = saved(owner)
    assert (practice.usual_minutes, practice.most_people, practice.retention_days) == (50, 3, 30)
    assert practice.reminders == [10080, 15]
    assert practice.waiting_text == "Bitte halten Sie Ihre Karte bereit.\nBis gleich!"
    assert (practice.requires_real_name, practice.providers_plan_for_all) == (False, True)
    assert Entry.objects.get().action == "practice.presets_changed"
    page = client.get(PRESETS).content.decode()
    assert page.count("checked") == 3


def test_no_reminder_at_all_is_a_choice(client: Client, owner: Membership):
    typed = presets_typed(reminders=[], edition=edition_on(client, PRESETS))
    assert client.post(PRESETS, typed).status_code == 302
    assert saved(owner).reminders == []


@pytest.mark.parametrize(
    ("wrong", "field_id"),
    [
        ({"usual_minutes": "4"}, "id_usual_minutes"),
        ({"usual_minutes": "721"}, "id_usual_minutes"),
        ({"usual_minutes": "long"}, "id_usual_minutes"),
        ({"most_people": "0"}, "id_most_people"),
        ({"most_people": "21"}, "id_most_people"),
        ({"retention_days": "0"}, "id_retention_days"),
        ({"retention_days": "3651"}, "id_retention_days"),
        ({"reminders": ["7"]}, "id_reminders"),
        ({"waiting_text": "x" * 501}, "id_waiting_text"),
        ({"waiting_text": "a\u202eb"}, "id_waiting_text"),
        ({"invitation_words_de": "x" * 601}, "id_invitation_words_de"),
        ({"invitation_words_en": "a\u202eb"}, "id_invitation_words_en"),
    ],
)
def test_wrong_presets_stand_beside_their_field(
    client: Client, owner: Membership, wrong: dict[str, Any], field_id: str
):
    typed = presets_typed(edition=edition_on(client, PRESETS), usual_minutes=45) | wrong
    answer = client.post(PRESETS, typed)
    assert answer.status_code == 422
    assert field_error(answer.content.decode(), field_id)
    assert saved(owner).usual_minutes == 30


def test_who_saves_second_is_told_what_is_saved_and_keeps_what_was_typed(
    client: Client, owner: Membership
):
    seen = edition_on(client, PRESETS)
    client.post(PRESETS, presets_typed(edition=seen, usual_minutes=20, requires_real_name=None))
    answer = client.post(PRESETS, presets_typed(edition=seen, usual_minutes=45))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Inzwischen hat jemand anderes diese Seite gespeichert" in page
    assert field_error(page, "id_usual_minutes") == "Inzwischen gespeichert: 20"
    assert field_error(page, "id_requires_real_name") == "Inzwischen gespeichert: nein"
    assert field_error(page, "id_most_people") == ""
    assert 'value="45"' in page
    assert saved(owner).usual_minutes == 20
    assert Entry.objects.count() == 1


def test_saving_once_more_replaces_what_the_other_has_saved(client: Client, owner: Membership):
    seen = edition_on(client, DETAILS)
    client.post(DETAILS, details_typed(owner.practice, edition=seen, phone="", kind="care"))
    late = details_typed(owner.practice, edition=seen, phone="", city="Köln")
    page = client.post(DETAILS, late).content.decode()
    assert field_error(page, "id_kind") == "Inzwischen gespeichert: Pflegedienst"
    assert field_error(page, "id_city") == "Inzwischen gespeichert: nichts"
    again = page.partition('name="edition" value="')[2][:16]
    assert client.post(DETAILS, late | {"edition": again}).status_code == 302
    assert (saved(owner).kind, saved(owner).city) == ("medical", "Köln")


def test_two_pages_of_settings_do_not_disturb_each_other(client: Client, owner: Membership):
    seen = edition_on(client, PRESETS)
    client.post(
        DETAILS, details_typed(owner.practice, phone="", edition=edition_on(client, DETAILS))
    )
    assert client.post(PRESETS, presets_typed(edition=seen, most_people=2)).status_code == 302


def test_a_page_without_its_edition_saves_nothing(client: Client, owner: Membership):
    assert client.post(PRESETS, presets_typed(usual_minutes=45)).status_code == 409
    assert saved(owner).usual_minutes == 30


def test_one_never_changes_another_practice(client: Client, owner: Membership):
    other = make_member(role=Role.OWNER).practice
    typed = presets_typed(edition=edition_on(client, PRESETS), usual_minutes=45)
    client.post(PRESETS, typed | {"practice": str(other.id), "id": str(other.id)})
    other.refresh_from_db()
    assert other.usual_minutes == 30
