"""What a mail says to who only sees the list of mails, a notification or the calendar."""

from email.utils import parseaddr

import pytest

from videoberatung.appointments import mails
from videoberatung.appointments.access import link_for
from videoberatung.appointments.models import Participant
from videoberatung.appointments.tests.factories import MONDAY, make_appointment, make_participant
from videoberatung.practices.models import Practice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

RENDERS = (mails.invitation, mails.changed, mails.cancelled, mails.reminder)
TELLING = ("Praxis am Markt", "Ada Sommer", "Video", "video")


def told(render, language: str = "de", **presets: object):
    participant = make_participant(
        make_appointment(cancelled_at=MONDAY if render is mails.cancelled else None),
        language=language,
    )
    Participant.objects.update(reminded_for=participant.appointment.starts_at)
    Practice.objects.update(**presets)
    return render(participant.id), participant


def calendar_lines(mail) -> list[str]:
    content = mail.calendar.content.decode().replace("\r\n ", "")
    return [line for line in content.splitlines() if not line.startswith(("LOCATION", "URL"))]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("render", RENDERS)
def test_neither_sender_nor_subject_nor_calendar_tell_who_writes_of_what(
    render, language, settings
):
    settings.DEFAULT_FROM_EMAIL = "Videodienst <termine@betreiber.example>"
    mail, _participant = told(render, language, has_neutral_mails=True)
    assert mail.sender_name == ""
    first_lines = mail.text.partition("http")[0].partition("-- ")[0]
    entry = calendar_lines(mail) if mail.calendar else []
    shown = [mail.subject, first_lines, *(one for one in entry if not one.startswith("PRODID"))]
    assert not [word for word in TELLING for text in shown if word in text]


@pytest.mark.parametrize("render", RENDERS)
def test_the_mail_itself_says_who_writes(render):
    mail, _participant = told(render, has_neutral_mails=True)
    for body in (mail.text, mail.html):
        assert "Praxis am Markt" in body
        assert "Dr. Ada Sommer" in body
        assert "030 1234 567" in body


def test_a_neutral_invitation_has_all_that_is_needed():
    mail, participant = told(mails.invitation, has_neutral_mails=True)
    assert mail.subject == "Ihr Termin am 8. Januar"
    assert "Sie sind zu einem Termin eingeladen." in mail.text
    assert link_for(participant) in mail.text
    assert "SUMMARY:Termin" in calendar_lines(mail)
    assert "<title>Ihr Termin am 8. Januar</title>" in mail.html


def test_otherwise_the_practice_stands_in_the_list_of_mails():
    mail, _participant = told(mails.invitation)
    assert mail.sender_name == "Praxis am Markt"
    assert mail.subject == "Ihr Videotermin am 8. Januar"


def test_the_organiser_in_the_calendar_is_an_address(settings):
    settings.DEFAULT_FROM_EMAIL = "Betreiber <termine@praxis.example>"
    mail, _participant = told(mails.invitation)
    [organiser] = [line for line in calendar_lines(mail) if line.startswith("ORGANIZER")]
    address = organiser.rpartition("mailto:")[2]
    assert parseaddr(address) == ("", "termine@praxis.example")


def test_the_practices_own_words_stand_in_invitations_in_the_language_of_the_mail():
    words = {
        "invitation_words_de": "Bitte <klingeln>.\nBis gleich!",
        "invitation_words_en": "Please ring.",
    }
    german, _participant = told(mails.invitation, **words)
    assert "Bitte <klingeln>.\nBis gleich!" in german.text
    assert "Bitte &lt;klingeln&gt;.<br>Bis gleich!" in german.html
    english, _participant = told(mails.invitation, "en", **words)
    assert "Please ring." in english.text
    assert "klingeln" not in english.text + english.html
    changed, _participant = told(mails.changed, **words)
    assert "klingeln" not in changed.text + changed.html
