from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from videoberatung.appointments.models import Appointment
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
)
from videoberatung.appointments.tests.pages import LIST, url
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def test_the_list_shows_what_is_planned_and_leads_into_the_room(client: Client, ada: Membership):
    appointment = make_appointment(ada)
    make_participant(appointment)
    page = client.get(LIST).content.decode()
    assert "Dienstag, 8. Januar" in page
    assert "Erika Muster" in page
    assert f'href="{reverse("rooms:room", args=[appointment.id])}">Sprechstunde öffnen</a>' in page


def test_a_long_list_has_pages_and_few_queries(
    client: Client, ada: Membership, django_assert_max_num_queries
):
    for number in range(60):
        make_participant(make_appointment(ada, starts_at=TUESDAY_10 + timedelta(hours=number)))
    with django_assert_max_num_queries(16):
        page = client.get(LIST).content.decode()
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


def test_past_and_cancelled_ones_are_in_their_own_list(client: Client, ada: Membership):
    make_appointment(ada, title="Vorbei", starts_at=MONDAY - timedelta(days=2))
    make_appointment(ada, title="Abgesagt", cancelled_at=MONDAY)
    page = client.get("/portal/appointments/past/").content.decode()
    assert "Vorbei" in page
    assert "Abgesagt" in page
    assert "Sprechstunde öffnen" not in page


def test_the_page_of_an_appointment_shows_what_became_of_mails_and_why(
    client: Client, ada: Membership
):
    participant = make_participant(make_appointment(ada))
    client.post(
        reverse("appointments:invite-again", args=[participant.appointment_id, participant.id])
    )
    QueuedMail.objects.update(state="undelivered", reason="mailbox_full")
    page = client.get(url("detail", participant.appointment)).content.decode()
    assert "E-Mail nicht zugestellt" in page
    assert "Das Postfach ist voll." in page
    correct = reverse(
        "appointments:replace-address", args=[participant.appointment_id, participant.id]
    )
    assert correct in page
    assert "Einladung nicht zugestellt" in client.get(LIST).content.decode()


def test_where_our_own_server_failed_no_other_address_is_asked_for(client: Client, ada: Membership):
    participant = make_participant(make_appointment(ada))
    client.post(
        reverse("appointments:invite-again", args=[participant.appointment_id, participant.id])
    )
    QueuedMail.objects.update(state="undelivered", reason="server_away")
    page = client.get(url("detail", participant.appointment)).content.decode()
    assert "Mit der Adresse hat das nichts zu tun." in page
    assert "Adresse berichtigen" not in page


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
