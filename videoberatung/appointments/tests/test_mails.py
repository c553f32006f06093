from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from videoberatung.appointments import mails
from videoberatung.appointments.access import link_for
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
)
from videoberatung.mail.registry import renderer_of
from videoberatung.practices.tests.factories import make_member, make_practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

END = TUESDAY_10 + timedelta(minutes=30)
DASH = "\N{EN DASH}"


def test_an_invitation_says_who_when_and_where():
    participant = make_participant()
    mail = mails.invitation(participant.id)
    assert (mail.to, mail.language) == ("erika@example.org", "de")
    assert mail.subject == "Ihr Videotermin am 8. Januar"
    for words in (
        "Guten Tag Erika Muster,",
        "Praxis am Markt lädt Sie",
        "Dienstag, 8. Januar 2030",
        f"10:00 {DASH} 10:30 Uhr",
        "mit Dr. Ada Sommer",
        "Ab 09:30 Uhr",
        "Telefon 030 1234 567",
    ):
        assert words in mail.text
    for text in (mail.text, mail.html):
        assert link_for(participant) in text


def test_in_english_if_wished():
    mail = mails.invitation(make_participant(language="en").id)
    assert mail.subject == "Your appointment by video on 8 January"
    assert "Tuesday, 8 January 2030" in mail.text
    assert "Guten Tag" not in mail.text + mail.html


def test_the_title_stays_in_the_practice():
    participant = make_participant(make_appointment(title="Suchtberatung"))
    mail = mails.invitation(participant.id)
    assert "Suchtberatung" not in mail.subject + mail.text + mail.html


def test_times_are_those_of_the_practice():
    practice = make_practice()
    practice.time_zone = "Atlantic/Canary"
    practice.save()
    mail = mails.invitation(make_participant(make_appointment(make_member(practice))).id)
    assert f"09:00 {DASH} 09:30 Uhr" in mail.text


def test_markup_in_a_name_is_text():
    mail = mails.invitation(make_participant(name="<b>Erika</b> & Söhne").id)
    assert "Guten Tag <b>Erika</b> & Söhne," in mail.text
    assert "&lt;b&gt;Erika&lt;/b&gt; &amp; Söhne" in mail.html


def test_nothing_in_a_mail_is_loaded_from_elsewhere():
    mail = mails.invitation(make_participant().id)
    assert "src=" not in mail.html
    assert mail.html.count("http") == 2, "the link, and the one to the answer"


def test_a_mail_tells_what_is_true_when_it_leaves():
    participant = make_participant()
    later = timedelta(hours=2)
    Appointment.objects.update(starts_at=TUESDAY_10 + later, ends_at=END + later)
    mail = mails.changed(participant.id)
    assert mail.subject == "Geändert: Ihr Videotermin am 8. Januar"
    assert f"12:00 {DASH} 12:30 Uhr" in mail.text
    assert "Ihr Link bleibt derselbe." in mail.text


def test_a_cancellation_names_the_time_and_no_link():
    participant = make_participant(make_appointment(cancelled_at=MONDAY))
    mail = mails.cancelled(participant.id)
    assert mail.subject == "Abgesagt: Ihr Videotermin am 8. Januar"
    assert f"10:00 {DASH} 10:30 Uhr" in mail.text
    assert "/w/" not in mail.text + mail.html


def test_whoever_was_removed_is_told_that_it_is_off_for_them():
    participant = make_participant(link_version=None)
    assert mails.cancelled(participant.id) is None
    Participant.objects.update(removed_at=MONDAY)
    assert "abgesagt" in mails.cancelled(participant.id).text


@pytest.mark.parametrize("render", [mails.invitation, mails.changed])
def test_nobody_is_invited_to_what_does_not_take_place(render):
    cancelled = make_participant(make_appointment(cancelled_at=MONDAY))
    withdrawn = make_participant(link_version=None)
    draft = make_participant(make_appointment(published_at=None))
    assert [render(one.id) for one in (cancelled, withdrawn, draft)] == [None] * 3
    assert render(uuid4()) is None
    over = make_participant()
    with time_machine.travel(END, tick=False):
        assert render(over.id) is None


def test_no_cancellation_after_the_end_or_without_an_address():
    participant = make_participant(make_appointment(cancelled_at=MONDAY))
    with time_machine.travel(END, tick=False):
        assert mails.cancelled(participant.id) is None
    Participant.objects.update(name="", email="", link_version=None)
    assert mails.cancelled(participant.id) is None


@pytest.mark.parametrize("kind", ["invitation", "changed", "cancelled", "withdrawn"])
def test_the_mail_app_knows_each_kind(kind: str):
    assert renderer_of(f"appointments.{kind}")(uuid4()) is None
