"""The pages of one person: ways to invite, and what to do when one went wrong."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from videoberatung.appointments.access import link_for, participant_for, token_for
from videoberatung.appointments.codes import code_for
from videoberatung.appointments.models import Participant
from videoberatung.appointments.tests.factories import MONDAY, make_appointment, make_participant
from videoberatung.appointments.tests.pages import field_error, url
from videoberatung.appointments.typed_codes import in_groups
from videoberatung.base import pdf
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
STEPS = ["withdraw", "replace-link", "replace-address"]


def path_of(name: str, participant: Participant) -> str:
    return reverse(f"appointments:{name}", args=[participant.appointment_id, participant.id])


@pytest.fixture
def erika(ada: Membership) -> Participant:
    return make_participant(make_appointment(ada))


def test_the_page_of_a_person_shows_link_qr_code_and_typed_code(client: Client, erika):
    page = client.get(path_of("participant", erika)).content.decode()
    assert f'value="{link_for(erika)}"' in page
    assert in_groups(code_for(erika)) in page
    assert 'class="qr-code"' in page
    assert "localhost:8000/code/" in page
    assert "style=" not in page


def test_every_step_asks_first_and_then_leads_back(client: Client, erika):
    make_participant(erika.appointment, name="Bernd", email="bernd@example.org")
    for name in STEPS:
        assert client.get(path_of(name, erika)).status_code == 200
    assert not QueuedMail.objects.exists(), "looking changes nothing"
    answer = client.post(path_of("replace-link", erika), follow=True)
    assert "Es gibt einen neuen Link" in answer.content.decode()
    answer = client.post(path_of("withdraw", erika), follow=True)
    page = answer.content.decode()
    assert "Die Einladung ist zurückgezogen" in page
    assert "Erika Muster" not in page
    assert "Bernd" in page


def test_another_address_gets_an_invitation_of_its_own(client: Client, erika):
    token = token_for(erika)
    answer = client.post(path_of("replace-address", erika), {"email": "neu@example.org"})
    new = Participant.objects.taking_part().get()
    assert answer.url == path_of("participant", new)
    assert (
        "Die Einladung an neu@example.org ist unterwegs" in client.get(answer.url).content.decode()
    )
    assert participant_for(token) is None


@pytest.mark.parametrize("address", ["", "erika", "a@b.c\nBcc: d@e.f", '"ab"@example.org'])
def test_a_wrong_address_stands_beside_its_field_and_is_kept(client: Client, erika, address):
    answer = client.post(path_of("replace-address", erika), {"email": address})
    assert answer.status_code == 422
    assert field_error(answer.content.decode(), "id_email")
    erika.refresh_from_db()
    assert erika.email == "erika@example.org"


def test_a_person_more_in_one_step(client: Client, erika):
    form = {"name": "Bernd", "email": "bernd@example.org", "language": "en"}
    answer = client.post(url("add-person", erika.appointment), form, follow=True)
    assert "Die Einladung an bernd@example.org ist unterwegs" in answer.content.decode()
    assert erika.appointment.participants.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field_id"),
    [
        ({"name": ""}, "id_name"),
        ({"name": "Ber\u202end"}, "id_name"),
        ({"email": "bernd"}, "id_email"),
        ({"language": "xx"}, "id_language"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_said_and_kept(client: Client, erika, wrong, field_id):
    form = {"name": "Bernd", "email": "bernd@example.org", "language": "de"} | wrong
    answer = client.post(url("add-person", erika.appointment), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert field_error(page, field_id)
    assert erika.appointment.participants.count() == 1


def test_too_many_people_are_refused_in_words_and_kept(client: Client, erika, ada):
    ada.practice.most_people = 1
    ada.practice.save()
    form = {"name": "Bernd", "email": "bernd@example.org", "language": "de"}
    answer = client.post(url("add-person", erika.appointment), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "höchstens 1" in page
    assert 'value="bernd@example.org"' in page


def test_the_sheet_says_all_that_is_needed_in_the_language_of_the_person(client: Client, erika):
    page = client.get(path_of("sheet", erika)).content.decode()
    for words in (
        "Praxis am Markt",
        "030 1234 567",
        "Erika Muster",
        "Dienstag, 8. Januar",
        "10:00",
        "Die Uhrzeiten gelten in Berlin.",
        "Dr. Ada Sommer",
        in_groups(code_for(erika)),
        "localhost:8000/code/",
        'class="qr-code"',
    ):
        assert words in page
    make_participant(erika.appointment, name="John", language="en")
    both = client.get(url("sheets", erika.appointment)).content.decode()
    assert "Tippen Sie diesen Code" in both
    assert "Type this code" in both
    assert "Kontrolltermin" not in both.partition("<article")[2], "the title stays in the practice"


def test_all_sheets_are_one_pdf_with_a_page_each(client: Client, erika):
    john = make_participant(erika.appointment, name="John", language="en")
    answer = client.get(url("sheets-pdf", erika.appointment))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="termin.pdf"'
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages]
    assert len(pages) == 2
    for person, text in zip((erika, john), pages, strict=True):
        assert in_groups(code_for(person)) in text
        assert person.name in text
    [alone] = PdfReader(io.BytesIO(client.get(path_of("sheet-pdf", erika)).content)).pages
    assert "John" not in alone.extract_text()


def test_where_no_pdf_can_be_made_the_page_is_printed(client: Client, erika, monkeypatch, tmp_path):
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\nexit {pdf.UNAVAILABLE}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pdf.sys, "executable", str(program))
    answer = client.get(path_of("sheet-pdf", erika), follow=True)
    page = answer.content.decode()
    assert "Bitte drucken Sie diese Seite mit Ihrem Browser." in page
    assert in_groups(code_for(erika)) in page


def test_markup_in_a_name_is_text_on_paper(client: Client, erika):
    Participant.objects.update(name="<script>alert(1)</script>")
    assert "&lt;script&gt;alert" in client.get(path_of("sheet", erika)).content.decode()


@pytest.mark.parametrize("name", ["participant", "sheet", "sheet-pdf"])
def test_of_what_is_cancelled_no_way_leads_in(client: Client, erika, name: str):
    erika.appointment.cancelled_at = MONDAY
    erika.appointment.save()
    assert client.get(path_of(name, erika)).url == url("detail", erika.appointment)


@pytest.mark.parametrize("name", ["participant", "sheet", "sheet-pdf", *STEPS])
def test_a_person_of_another_appointment_is_not_found(client: Client, erika, ada, name: str):
    elsewhere = make_participant(make_appointment(ada))
    path = reverse(f"appointments:{name}", args=[erika.appointment_id, elsewhere.id])
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["participant", "sheet", "sheet-pdf", *STEPS])
def test_another_practice_finds_nothing(client: Client, ada, name: str):
    assert client.get(path_of(name, make_participant())).status_code == 404
