import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from videoberatung.appointments.access import link_for
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
)
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member

pytestmark = pytest.mark.django_db

PLAN = "/portal/appointments/new/"
EDITING = ["change", "cancel"]


@pytest.fixture(autouse=True)
def on_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def ada(client: Client) -> Membership:
    """A provider, signed in at `client`."""
    member = make_member()
    client.force_login(member.user)
    return member


def typed(*people: tuple[str, str], **more: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    people = people or (("Erika Muster", "erika@example.org"),)
    form: dict[str, Any] = {
        "title": "Kontrolltermin",
        "date": "2030-01-08",
        "start": "10:00",
        "minutes": "30",
        "submission": str(uuid4()),
        "people-TOTAL_FORMS": len(people),
        "people-INITIAL_FORMS": len(people),
    }
    for index, (name, email) in enumerate(people):
        form |= {
            f"people-{index}-name": name,
            f"people-{index}-email": email,
            f"people-{index}-language": "de",
            f"people-{index}-participant": "",
        }
    return form | more


def field_error(page: str, field_id: str) -> str:
    """What stands beside the field; empty if nothing is wrong with it."""
    found = re.search(rf'id="{field_id}_error">.*?<p>(.*?)</p>', page, re.DOTALL)
    return found.group(1) if found else ""


def url(name: str, appointment: Appointment) -> str:
    return reverse(f"appointments:{name}", args=[appointment.id])


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
    assert "Einladung unterwegs" in page


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
    assert "füllen Sie dieses Feld aus" in field_error(page, "id_people-0-email")


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
    people = [(f"Gast {number}", f"g{number}@example.org") for number in range(20)]
    page = client.post(PLAN, typed(*people, step="add")).content.decode()
    assert "Teilnehmer 20" in page
    assert "Teilnehmer 21" not in page
    assert "Weitere Person einladen" not in page
    answer = client.post(PLAN, typed(*people, ("Zu viel", "z@example.org")))
    assert answer.status_code == 422
    assert not Appointment.objects.exists()


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


def test_the_list_shows_what_is_planned_and_leads_into_the_room(client: Client, ada: Membership):
    appointment = make_appointment(ada)
    make_participant(appointment)
    page = client.get("/portal/appointments/").content.decode()
    assert "Dienstag, 8. Januar" in page
    assert "Erika Muster" in page
    assert f'href="{reverse("rooms:room", args=[appointment.id])}">Sprechstunde öffnen</a>' in page


def test_a_long_list_has_pages_and_few_queries(
    client: Client, ada: Membership, django_assert_max_num_queries
):
    for number in range(60):
        make_participant(make_appointment(ada, starts_at=TUESDAY_10 + timedelta(hours=number)))
    with django_assert_max_num_queries(11):
        page = client.get("/portal/appointments/").content.decode()
    assert page.count("Kontrolltermin") == 50
    assert "Seite 1 von 2" in page
    assert client.get("/portal/appointments/?page=2").content.decode().count("Kontrolltermin") == 10


def test_today_is_the_day_of_the_practice(client: Client, ada: Membership):
    make_appointment(ada, title="Heute", starts_at=MONDAY + timedelta(hours=13, minutes=50))
    make_appointment(ada, title="Morgen früh", starts_at=MONDAY + timedelta(hours=14))
    page = client.get("/portal/").content.decode()
    assert "Guten Tag, Dr. Ada Sommer" in page
    assert "Montag, 7. Januar" in page
    assert "Morgen früh" not in page


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.OWNER, True),
        (Role.PROVIDER, True),
        (Role.ORGANISER, True),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_who_waits_is_shown_to_whom_it_concerns(client: Client, role: Role, sees: bool):
    client.force_login(make_member(role=role).user)
    assert ('id="lobby"' in client.get("/portal/").content.decode()) is sees


def test_past_and_cancelled_ones_are_in_their_own_list(client: Client, ada: Membership):
    make_appointment(ada, title="Vorbei", starts_at=MONDAY - timedelta(days=2))
    make_appointment(ada, title="Abgesagt", cancelled_at=MONDAY)
    page = client.get("/portal/appointments/past/").content.decode()
    assert "Vorbei" in page
    assert "Abgesagt" in page
    assert "Sprechstunde öffnen" not in page


def test_the_page_of_an_appointment_shows_links_and_what_became_of_mails(
    client: Client, ada: Membership
):
    participant = make_participant(make_appointment(ada))
    client.post(
        reverse("appointments:invite-again", args=[participant.appointment_id, participant.id])
    )
    QueuedMail.objects.update(state="undelivered")
    page = client.get(url("detail", participant.appointment)).content.decode()
    assert link_for(participant) in page
    assert "Einladung nicht zugestellt" in page
    assert "Einladung nicht zugestellt" in client.get("/portal/appointments/").content.decode()


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


def test_cancelling_asks_first(client: Client, ada: Membership):
    participant = make_participant(make_appointment(ada))
    path = url("cancel", participant.appointment)
    assert "Termin absagen?" in client.get(path).content.decode()
    assert Appointment.objects.get().cancelled_at is None
    answer = client.post(path, follow=True)
    assert "Der Termin ist abgesagt." in answer.content.decode()
    assert Appointment.objects.get().cancelled_at == MONDAY


def test_what_is_over_says_so_when_it_is_cancelled(client: Client, ada: Membership):
    appointment = make_appointment(ada, starts_at=MONDAY - timedelta(hours=2))
    answer = client.post(url("cancel", appointment), follow=True)
    assert "Dieser Termin ist vorbei." in answer.content.decode()


def test_a_running_appointment_is_extended(client: Client, ada: Membership):
    appointment = make_appointment(ada, starts_at=MONDAY)
    assert "15 Minuten länger" in client.get(url("detail", appointment)).content.decode()
    answer = client.post(url("extend", appointment), {"minutes": "15"}, follow=True)
    assert "Der Termin dauert länger" in answer.content.decode()
    assert Appointment.objects.get().minutes == 45
    assert client.post(url("extend", appointment), {"minutes": "7"}).status_code == 400


def test_a_cancelled_one_is_not_extended(client: Client, ada: Membership):
    appointment = make_appointment(ada, starts_at=MONDAY, cancelled_at=MONDAY)
    answer = client.post(url("extend", appointment), {"minutes": "15"}, follow=True)
    assert "Dieser Termin ist abgesagt." in answer.content.decode()


def test_inviting_again_and_again_is_refused_in_words(client: Client, ada: Membership):
    participant = make_participant(make_appointment(ada))
    path = reverse("appointments:invite-again", args=[participant.appointment_id, participant.id])
    assert "noch einmal unterwegs" in client.post(path, follow=True).content.decode()
    assert "erst vor wenigen Minuten" in client.post(path, follow=True).content.decode()


def answers_to_everything(client: Client, participant: Participant) -> set[int]:
    """The status codes of each page and each step of an appointment."""
    appointment = participant.appointment
    invite = reverse("appointments:invite-again", args=[appointment.id, participant.id])
    pages = [url(name, appointment) for name in ("detail", *EDITING)]
    steps = [*(url(name, appointment) for name in (*EDITING, "extend")), invite]
    form = typed(minutes="15", **{"people-0-participant": participant.id})
    return {client.get(path).status_code for path in pages} | {
        client.post(path, form).status_code for path in steps
    }


def test_a_stranger_learns_nothing(client: Client, ada: Membership):
    participant = make_participant()
    assert answers_to_everything(client, participant) == {404}
    Appointment.objects.all().delete()
    assert answers_to_everything(client, participant) == {404}, "as if it never was"
    assert not QueuedMail.objects.exists()


def test_a_participant_of_another_appointment_is_not_found(client: Client, ada: Membership):
    appointment, elsewhere = make_appointment(ada), make_participant(make_appointment(ada))
    path = reverse("appointments:invite-again", args=[appointment.id, elsewhere.id])
    assert client.post(path).status_code == 404


def test_a_colleagues_appointment_is_not_a_providers_business(client: Client, ada: Membership):
    participant = make_participant(make_appointment(make_member(ada.practice)))
    assert answers_to_everything(client, participant) == {403}
    assert "Kontrolltermin" not in client.get("/portal/appointments/").content.decode()
    assert not QueuedMail.objects.exists()


def test_ones_own_appointment_opens(client: Client, ada: Membership):
    participant = make_participant(make_appointment(ada))
    assert answers_to_everything(client, participant) <= {200, 302}


def test_an_organiser_plans_but_does_not_extend_or_open(client: Client):
    organiser = make_member(role=Role.ORGANISER)
    appointment = make_appointment(make_member(organiser.practice), starts_at=MONDAY)
    client.force_login(organiser.user)
    page = client.get(url("detail", appointment)).content.decode()
    assert "Ändern" in page
    assert "Sprechstunde öffnen" not in page
    assert client.post(url("extend", appointment), {"minutes": "15"}).status_code == 403


@pytest.mark.parametrize("name", EDITING)
def test_without_signing_in_there_is_only_the_way_to_sign_in(client: Client, name: str):
    path = url(name, make_appointment())
    assert client.get(path).url == f"/login/?next={path}"
