"""Somebody is invited of whom the practice knows a name and no e-mail address."""

from datetime import timedelta

import pytest
from django.test import Client

from videoberatung.appointments import mails
from videoberatung.appointments.access import participant_for, token_for
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.services import (
    Invitee,
    cancel_appointment,
    change_appointment,
    invite_again,
)
from videoberatung.appointments.services.reminding import remind_participants
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
    make_plan,
)
from videoberatung.appointments.tests.pages import PLAN, typed, url
from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Membership
from videoberatung.privacy.erasure import erase_expired

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def change(participant: Participant, *, name="Erika Muster", email="", minutes=30) -> None:
    appointment = participant.appointment
    plan = make_plan(
        appointment.moderator,
        Invitee(name, email, participant=participant.id),
        minutes=minutes,
    )
    change_appointment(appointment, plan, by=appointment.moderator.user, now=MONDAY)
    participant.refresh_from_db()


def kinds() -> list[str]:
    return sorted(QueuedMail.objects.values_list("kind", flat=True))


def test_a_name_is_enough_and_no_mail_is_sent(client: Client, ada: Membership):
    answer = client.post(PLAN, typed(("Erika Muster", "")))
    participant = Participant.objects.get()
    assert not participant.is_erased
    assert participant_for(token_for(participant)) == participant
    assert kinds() == []
    page = client.get(answer.url).content.decode()
    assert "Bitte geben Sie die Links weiter" in page
    assert "Keine E-Mail-Adresse" in page
    assert "erneut einladen" not in page


def test_of_several_only_those_with_an_address_are_counted(client: Client, ada: Membership):
    answer = client.post(PLAN, typed(("Erika", ""), ("Bernd", "bernd@example.org")))
    assert kinds() == ["appointments.invitation"]
    assert "Die Einladung ist unterwegs" in client.get(answer.url).content.decode()


def test_a_name_is_always_asked_for(client: Client, ada: Membership):
    assert client.post(PLAN, typed(("", ""))).status_code == 422
    assert not Appointment.objects.exists()


def test_no_mail_of_any_kind_goes_to_nobody():
    participant = make_participant(email="")
    change(participant, minutes=45)
    assert remind_participants(TUESDAY_10 - timedelta(hours=1)) == 0
    cancel_appointment(participant.appointment, by=None, now=MONDAY)
    assert kinds() == []
    renders = (mails.invitation, mails.changed, mails.cancelled, mails.reminder)
    assert [render(participant.id) for render in renders] == [None] * 4


def test_inviting_again_says_that_there_is_no_address():
    participant = make_participant(email="")
    with pytest.raises(RefusedError, match="no_address"):
        invite_again(participant, by=participant.appointment.moderator.user, now=MONDAY)


def test_whoever_gets_an_address_later_keeps_the_link_and_is_invited():
    participant = make_participant(email="")
    token = token_for(participant)
    change(participant, email="erika@example.org")
    assert participant_for(token) == participant
    assert kinds() == ["appointments.invitation"]


def test_an_address_taken_away_takes_the_link_along():
    participant = make_participant()
    token = token_for(participant)
    change(participant, email="")
    assert participant_for(token) is None
    assert participant.removed_at
    assert Participant.objects.taking_part().get().email == ""
    assert kinds() == []


def test_the_practice_is_told_whom_it_has_to_tell_itself(client: Client, ada: Membership):
    participant = make_participant(make_appointment(ada), email="")
    row = {"people-0-participant": participant.id}
    answer = client.post(
        url("change", participant.appointment), typed(("Erika Muster", ""), start="11:00", **row)
    )
    words = "Von Erika Muster ist keine E-Mail-Adresse bekannt"
    assert words in client.get(answer.url).content.decode()
    assert words in client.get(url("cancel", participant.appointment)).content.decode()
    answer = client.post(url("cancel", participant.appointment))
    assert words in client.get(answer.url).content.decode()


def test_nobody_is_named_where_everybody_has_an_address(client: Client, ada: Membership):
    participant = make_participant(make_appointment(ada))
    assert "keine E-Mail" not in client.get(url("cancel", participant.appointment)).content.decode()


@pytest.mark.promise(14)
def test_name_and_code_of_who_has_no_address_go_too():
    participant = make_participant(email="")
    erase_expired(TUESDAY_10 + timedelta(hours=2))
    participant.refresh_from_db()
    assert participant.is_erased
    assert (participant.name, participant.link_version, participant.code_digest) == ("", None, None)
