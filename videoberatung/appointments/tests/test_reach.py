import pytest
from django.test import Client
from django.urls import reverse

from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.tests.factories import (
    MONDAY,
    make_appointment,
    make_participant,
)
from videoberatung.appointments.tests.pages import LIST, typed, url
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

EDITING = ["change", "cancel"]


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
    assert "Kontrolltermin" not in client.get(LIST).content.decode()
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
