from datetime import timedelta

import pytest
import time_machine

from videoberatung.appointments import answer_mails, mails
from videoberatung.appointments.answers import Choice
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.series_access import answer_way_for
from videoberatung.appointments.services import Reply, answer_invitation
from videoberatung.appointments.services.reminding import remind_participants
from videoberatung.appointments.tests.factories import MONDAY, TUESDAY_10, make_participant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

OTHER = Reply(Choice.OTHER_TIME, TUESDAY_10, "Geheimnis", (TUESDAY_10 + timedelta(days=1),))


@pytest.mark.parametrize("letter", ["invitation", "changed"])
def test_the_mail_leads_to_where_one_answers(letter: str):
    participant = make_participant()
    mail = getattr(mails, letter)(participant.id)
    for text in (mail.text, mail.html):
        assert answer_way_for(participant) in text
    assert answer_way_for(participant).endswith("/answer/")


def test_who_holds_it_hears_of_an_answer_without_who_and_what():
    erika = make_participant()
    answer_invitation(erika, OTHER, now=MONDAY)
    mail = answer_mails.answered(erika.id)
    assert mail.to == erika.appointment.moderator.user.email
    assert mail.subject == "Eine Antwort zu Ihrem Termin am 8. Januar"
    for text in (mail.text, mail.html):
        assert "bittet um eine andere Zeit" in text
        assert "Dienstag, 8. Januar 2030, 10:00 Uhr" in text
        assert f"/portal/appointments/{erika.appointment_id}/" in text
        for secret in ("Erika", "Muster", "erika@example.org", "Geheimnis", "Kontrolltermin"):
            assert secret not in text


@pytest.mark.parametrize(
    ("before", "choice", "words"),
    [
        (None, Choice.NO, "hat diesen Termin abgelehnt"),
        (Choice.YES, Choice.NO, "doch nicht kommen"),
        (Choice.NO, Choice.YES, "kommt zu diesem Termin"),
    ],
)
def test_the_mail_says_what_is_true_when_it_leaves(before, choice: str, words: str):
    erika = make_participant()
    for one in filter(None, (before, choice)):
        answer_invitation(erika, Reply(one, TUESDAY_10), now=MONDAY)
    assert words in answer_mails.answered(erika.id).text


def test_a_provider_who_reads_english_gets_english():
    erika = make_participant()
    type(erika.appointment.moderator.user).objects.update(language="en")
    answer_invitation(erika, OTHER, now=MONDAY)
    mail = answer_mails.answered(erika.id)
    assert mail.subject == "An answer to your appointment on 8 January"
    assert "asks for another time" in mail.text


@pytest.mark.parametrize(
    "change",
    [
        {"cancelled_at": MONDAY},
        {"starts_at": TUESDAY_10 + timedelta(minutes=5)},
    ],
    ids=["cancelled", "moved"],
)
def test_of_what_is_settled_meanwhile_no_mail_leaves(change: dict[str, object]):
    erika = make_participant()
    answer_invitation(erika, OTHER, now=MONDAY)
    Appointment.objects.update(**change)
    assert answer_mails.answered(erika.id) is None


def test_nor_of_what_is_over_or_withdrawn():
    erika = make_participant()
    answer_invitation(erika, OTHER, now=MONDAY)
    with time_machine.travel(TUESDAY_10 + timedelta(hours=1), tick=False):
        assert answer_mails.answered(erika.id) is None
    Participant.objects.update(link_version=None)
    assert answer_mails.answered(erika.id) is None


@pytest.mark.parametrize(("choice", "count"), [(Choice.YES, 1), (Choice.NO, 0)])
def test_who_does_not_come_is_not_reminded(choice: str, count: int):
    erika = make_participant()
    Participant.objects.update(told_at=MONDAY - timedelta(days=3))
    answer_invitation(erika, Reply(choice, TUESDAY_10), now=MONDAY - timedelta(days=2))
    assert remind_participants(MONDAY + timedelta(hours=1)) == count


def test_who_declined_an_earlier_time_is_reminded_of_the_new_one():
    erika = make_participant()
    Participant.objects.update(told_at=MONDAY - timedelta(days=3))
    answer_invitation(erika, Reply(Choice.NO, TUESDAY_10), now=MONDAY - timedelta(days=2))
    Appointment.objects.update(starts_at=TUESDAY_10 + timedelta(minutes=5))
    assert remind_participants(MONDAY + timedelta(hours=1)) == 1
