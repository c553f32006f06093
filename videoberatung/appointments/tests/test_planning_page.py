from datetime import timedelta

import pytest
from django.test import Client

from videoberatung.appointments.models import Appointment
from videoberatung.appointments.tests.factories import (
    TUESDAY_10,
    make_appointment,
    make_participant,
)
from videoberatung.appointments.tests.pages import PLAN, field_error, typed, url
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def test_a_provider_plans_and_the_invitation_leaves(client: Client, ada: Membership):
    answer = client.post(
        PLAN, typed(("Erika Muster", "erika@example.org"), ("Bernd", "b@example.org"))
    )
    appointment = Appointment.objects.get()
    assert answer.url == url("detail", appointment)
    assert (appointment.starts_at, appointment.minutes) == (TUESDAY_10, 30)
    assert appointment.moderator == ada
    assert QueuedMail.objects.count() == 2
    page = client.get(answer.url).content.decode()
    assert "2 Einladungen sind unterwegs" in page
    assert "E-Mail unterwegs" in page


def test_sending_the_form_twice_plans_once(client: Client, ada: Membership):
    form = typed()
    first, second = client.post(PLAN, form), client.post(PLAN, form)
    assert first.url == second.url
    assert Appointment.objects.count() == QueuedMail.objects.count() == 1


def test_the_page_begins_with_what_is_usual(client: Client, ada: Membership):
    page = client.get(PLAN).content.decode()
    for words in (
        'value="2030-01-07"',
        'value="10:30"',
        'value="30"',
        'value="Videosprechstunde"',
        "Teilnehmer 1",
        "Planen und einladen",
    ):
        assert words in page
    assert "Durchgeführt von" not in page


def test_the_usual_duration_is_the_practices_choice(client: Client, ada: Membership):
    Practice.objects.update(usual_minutes=50)
    assert 'name="minutes" value="50"' in client.get(PLAN).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field_id", "sentence"),
    [
        ({"title": ""}, "id_title", "füllen Sie dieses Feld aus"),
        ({"title": "x" * 121}, "id_title", "120"),
        ({"title": "a\u202eb"}, "id_title", "Steuerzeichen"),
        ({"date": "morgen"}, "id_date", "Datum"),
        ({"date": "2030-01-06"}, "id_start", "Diese Zeit ist vorbei"),
        ({"date": "2033-01-06"}, "id_date", "zwei Jahre"),
        ({"date": "2031-03-30", "start": "02:30"}, "id_start", "überspringen"),
        ({"start": "25:00"}, "id_start", "Uhrzeit"),
        ({"minutes": "4"}, "id_minutes", "5"),
        ({"minutes": "1440"}, "id_minutes", "720"),
        ({"minutes": "half"}, "id_minutes", "Zahl"),
        ({"people-0-name": ""}, "id_people-0-name", "füllen Sie dieses Feld aus"),
        ({"people-0-name": "x" * 121}, "id_people-0-name", "120"),
        ({"people-0-name": "Eri\x00ka"}, "id_people-0-name", ""),
        ({"people-0-email": "erika"}, "id_people-0-email", "E-Mail-Adresse"),
        ({"people-0-email": "a@example.org\nBcc: b@example.org"}, "id_people-0-email", ""),
        ({"people-0-email": "a@example.org, b@example.org"}, "id_people-0-email", ""),
        ({"people-0-email": '"ab"@example.org'}, "id_people-0-email", "Anführungszeichen"),
        ({"people-0-language": "xx"}, "id_people-0-language", "Auswahl"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(
    client: Client, ada: Membership, wrong: dict[str, str], field_id: str, sentence: str
):
    kept = ("Bernd Beispiel", "bernd@example.org")
    answer = client.post(PLAN, typed(("Erika", "erika@example.org"), kept) | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert field_error(page, field_id)
    assert sentence in field_error(page, field_id)
    assert 'value="Bernd Beispiel"' in page
    assert 'value="bernd@example.org"' in page
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    "name", ["Eri\u0301ka Müller", "محمد علي", "王小明", "👩🏽\u200d⚕️ Erika", "O'Neill"]
)
def test_names_of_the_whole_world_are_welcome(client: Client, ada: Membership, name: str):
    assert client.post(PLAN, typed((name, "erika@example.org"))).status_code == 302


@pytest.mark.parametrize("missing", ["submission", "people-TOTAL_FORMS"])
def test_a_form_that_was_tampered_with_plans_nothing(client: Client, ada: Membership, missing: str):
    form = typed()
    del form[missing]
    assert client.post(PLAN, form).status_code == 422
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("initial", ["0", "1"])
def test_an_empty_person_is_asked_for_and_not_left_out(client: Client, ada: Membership, initial):
    form = typed(("", ""), **{"people-INITIAL_FORMS": initial})
    page = client.post(PLAN, form).content.decode()
    assert "füllen Sie dieses Feld aus" in field_error(page, "id_people-0-name")


def test_a_person_more_keeps_what_was_typed(client: Client, ada: Membership):
    answer = client.post(PLAN, typed(step="add", title="Halb fer"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Teilnehmer 2" in page
    assert 'value="Erika Muster"' in page
    assert 'value="Halb fer"' in page
    assert "füllen Sie dieses Feld aus" not in page
    assert not Appointment.objects.exists()


def test_a_person_less(client: Client, ada: Membership):
    people = (("Erika", "erika@example.org"), ("Bernd", "bernd@example.org"))
    page = client.post(PLAN, typed(*people, step="remove-0")).content.decode()
    assert 'value="Bernd"' in page
    assert 'value="Erika"' not in page
    assert "Teilnehmer 2" not in page


@pytest.mark.parametrize("step", ["remove-0", "remove-9", "remove-x", "remove-²", "dance"])
def test_the_last_person_stays_whatever_is_asked(client: Client, ada: Membership, step: str):
    page = client.post(PLAN, typed(step=step)).content.decode()
    assert 'value="Erika Muster"' in page


def test_more_than_twenty_are_not_asked_for(client: Client, ada: Membership):
    Practice.objects.update(most_people=20)
    people = [(f"Gast {number}", f"g{number}@example.org") for number in range(20)]
    page = client.post(PLAN, typed(*people, step="add")).content.decode()
    assert "Teilnehmer 20" in page
    assert "Teilnehmer 21" not in page
    assert "Weitere Person einladen" not in page
    answer = client.post(PLAN, typed(*people, ("Zu viel", "z@example.org")))
    assert answer.status_code == 422
    assert not Appointment.objects.exists()


def test_more_people_than_the_practice_has_chosen_are_refused_with_the_number(
    client: Client, ada: Membership
):
    Practice.objects.update(most_people=2)
    people = [(f"Gast {number}", f"g{number}@example.org") for number in range(2)]
    page = client.post(PLAN, typed(*people, step="add")).content.decode()
    assert "Teilnehmer 3" not in page
    answer = client.post(PLAN, typed(*people, ("Zu viel", "z@example.org")))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "In Ihrer Praxis nehmen höchstens 2 Personen an einem Termin teil." in page
    assert 'value="Zu viel"' in page
    assert client.post(PLAN, typed(*people)).status_code == 302


def test_whoever_is_invited_stays_when_the_practice_chooses_fewer(client: Client, ada: Membership):
    appointment = make_appointment(ada)
    people = [make_participant(appointment) for _number in range(3)]
    Practice.objects.update(most_people=1)
    ids = {f"people-{index}-participant": one.id for index, one in enumerate(people)}
    form = typed(*[(one.name, one.email) for one in people], title="Neu", **ids)
    assert client.post(url("change", appointment), form).status_code == 302
    more = typed(*[(one.name, one.email) for one in people], ("Bernd", "b@example.org"), **ids)
    assert client.post(url("change", appointment), more).status_code == 422


def test_an_organiser_chooses_who_holds_it(client: Client):
    organiser = make_member(role=Role.ORGANISER)
    provider = make_member(organiser.practice)
    stranger = make_member()
    client.force_login(organiser.user)
    page = client.get(PLAN).content.decode()
    assert str(provider.id) in page
    assert str(stranger.id) not in page
    refused = client.post(PLAN, typed(moderator=str(stranger.id)))
    assert field_error(refused.content.decode(), "id_moderator")
    assert client.post(PLAN, typed(moderator=str(provider.id))).status_code == 302
    assert Appointment.objects.get().moderator == provider


def test_a_provider_cannot_plan_for_a_colleague(client: Client, ada: Membership):
    colleague = make_member(ada.practice)
    client.post(PLAN, typed(moderator=str(colleague.id)))
    assert Appointment.objects.get().moderator == ada


def test_a_change_is_saved_and_told(client: Client, ada: Membership):
    participant = make_participant(make_appointment(ada))
    path = url("change", participant.appointment)
    page = client.get(path).content.decode()
    assert 'value="2030-01-08"' in page
    assert f'value="{participant.id}"' in page
    answer = client.post(path, typed(start="11:15", **{"people-0-participant": participant.id}))
    assert answer.url == url("detail", participant.appointment)
    assert Appointment.objects.get().starts_at == TUESDAY_10 + timedelta(minutes=75)
    assert list(QueuedMail.objects.values_list("kind", flat=True)) == ["appointments.changed"]


def test_a_refused_change_keeps_what_was_typed(client: Client, ada: Membership):
    appointment = make_appointment(ada)
    answer = client.post(url("change", appointment), typed(date="2029-12-31", title="Neu"))
    page = answer.content.decode()
    assert "Diese Zeit ist vorbei" in field_error(page, "id_start")
    assert 'value="Neu"' in page


def test_a_person_more_on_the_page_of_a_change(client: Client, ada: Membership):
    appointment = make_appointment(ada)
    page = client.post(url("change", appointment), typed(step="add")).content.decode()
    assert "Teilnehmer 2" in page
    assert "Speichern und alle benachrichtigen" in page
