import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from videoberatung.appointments.access import link_for
from videoberatung.appointments.answer_mails import forgotten
from videoberatung.appointments.models import Participant
from videoberatung.appointments.services.forgetting import FORGOTTEN
from videoberatung.appointments.tests.factories import make_appointment, make_participant
from videoberatung.mail.models import QueuedMail

pytestmark = pytest.mark.django_db


def opened(client: Client) -> Participant:
    participant = make_participant(make_appointment(), name="Erika Muster")
    client.get(link_for(participant))
    return participant


@pytest.mark.promise(24)
def test_a_guest_sees_all_that_is_held_and_takes_it_along(client: Client):
    participant = opened(client)
    page = client.get(reverse("rooms:guest-data", args=[participant.id]))
    assert page.status_code == 200
    for known in ("Erika Muster", participant.email, participant.practice.name):
        assert known in page.content.decode()
    file = client.get(reverse("rooms:guest-copy", args=[participant.id]))
    archive = zipfile.ZipFile(io.BytesIO(file.content))
    assert "Erika Muster" in archive.read("meine-daten.json").decode()


def test_other_invitations_to_the_same_address_are_not_shown(client: Client):
    participant = opened(client)
    other = make_participant(make_appointment(), email=participant.email, name="Jemand anderes")
    page = client.get(reverse("rooms:guest-data", args=[participant.id])).content.decode()
    assert other.name not in page


def test_who_has_not_opened_the_link_sees_nothing(client: Client):
    participant = make_participant(make_appointment(), name="Erika Muster")
    for name in ("guest-data", "guest-copy"):
        assert client.get(reverse(f"rooms:{name}", args=[participant.id])).status_code == 404


@pytest.mark.promise(24)
def test_a_guest_is_forgotten_at_once_and_the_practice_hears_that_somebody_goes(client: Client):
    participant = opened(client)
    page = reverse("rooms:guest-erase", args=[participant.id])
    assert client.get(page).status_code == 200
    assert client.post(page).status_code == 200
    row = Participant.objects.filter(id=participant.id).values().get()
    assert "Erika" not in str(row)
    assert participant.email not in str(row)
    assert client.get(link_for(participant)).status_code == 404
    assert client.post(page).status_code == 404
    [mail] = QueuedMail.objects.filter(kind=FORGOTTEN)
    written = forgotten(mail.subject_id)
    assert written is not None
    assert written.to == participant.appointment.moderator.user.email
    for known in ("Erika", participant.email):
        assert known not in written.text


def test_others_in_the_same_appointment_stay(client: Client):
    participant = opened(client)
    other = make_participant(participant.appointment, name="Jemand anderes")
    client.post(reverse("rooms:guest-erase", args=[participant.id]))
    other.refresh_from_db()
    assert (other.name, other.removed_at) == ("Jemand anderes", None)


def test_the_door_leads_there(client: Client):
    participant = opened(client)
    door = client.get(reverse("rooms:door", args=[participant.id])).content.decode()
    assert reverse("rooms:guest-data", args=[participant.id]) in door
