"""The letter leaves at once, and once; if it cannot, it stays on the page."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings

from videoberatung.accounts.tests.factories import make_person
from videoberatung.contact.tests.writing import WORDS, opened_form, write
from videoberatung.mail.at_once import AT_A_TIME, BUSY, hand_over
from videoberatung.mail.outgoing import OutgoingMail
from videoberatung.mail.tests.server import MailServer, free_port, silent_server

pytestmark = [pytest.mark.django_db, pytest.mark.promise(22)]
SECONDS_TO_WAIT = 5


def test_a_letter_reaches_the_operator_and_the_answer_reaches_who_wrote(
    client: Client, server: MailServer, settings: Settings
):
    answer = write(client)
    assert answer.status_code == 200
    assert "Ihre Nachricht ist gesendet" in answer.content.decode()
    [mail] = server.received
    assert server.recipients == [settings.OPERATOR.email]
    assert mail["Reply-To"] == "erika@example.org"
    assert mail["Subject"] == "Kontaktformular: Eine Frage"
    assert WORDS in mail.get_content()


def test_sent_twice_it_leaves_once(client: Client, server: MailServer):
    typed = opened_form(client)
    answers = [client.post("/contact/", typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(server.received) == 1
    client.post("/contact/", typed | {"text": "Noch etwas anderes"})
    assert len(server.received) == 2


@pytest.mark.parametrize(
    "answers",
    [
        {"to_recipient": "550 no such mailbox"},
        {"to_recipient": "451 try later"},
        {"to_message": "554 no"},
        {"to_message": "451 try later"},
        {"to_sender": "550 not from here"},
        {"drops_message": True},
    ],
)
def test_what_the_server_refuses_stays_on_the_page(client: Client, server: MailServer, answers):
    for name, answer in answers.items():
        setattr(server, name, answer)
    assert_kept(write(client))
    assert server.received == []


def test_without_a_server_it_stays_on_the_page(client: Client, smtp: Settings):
    smtp.EMAIL_PORT = free_port()
    assert_kept(write(client))


def test_a_server_without_tls_gets_no_letter(
    client: Client, server: MailServer, settings: Settings
):
    settings.EMAIL_USE_TLS = True
    assert_kept(write(client))
    assert server.received == []


def test_nobody_waits_for_a_server_that_says_nothing(client: Client, smtp: Settings):
    with silent_server() as port:
        smtp.EMAIL_PORT = port
        started = time.monotonic()
        assert_kept(write(client))
        assert time.monotonic() - started < SECONDS_TO_WAIT


def test_nobody_waits_for_a_server_that_takes_a_letter_and_says_nothing(
    client: Client, server: MailServer
):
    server.hold_after(0, takes_it=False)
    started = time.monotonic()
    assert_kept(write(client))
    assert time.monotonic() - started < SECONDS_TO_WAIT


def test_a_letter_that_was_refused_can_be_sent_again_from_the_same_page(
    client: Client, server: MailServer
):
    typed = opened_form(client)
    server.to_message = "451 try later"
    assert client.post("/contact/", typed).status_code == 503
    server.to_message = "250 OK"
    assert client.post("/contact/", typed).status_code == 200
    assert len(server.received) == 1


def test_who_is_signed_in_can_have_a_copy_at_their_own_address(server: MailServer):
    browser = Client()
    user = make_person(email="karla@example.org")
    browser.force_login(user)
    answer = write(browser, copy="on")
    assert "Eine Kopie ging an karla@example.org" in answer.content.decode()
    assert server.recipients[1:] == ["karla@example.org"]
    assert server.received[1]["Reply-To"] is None


def test_nobody_can_have_a_copy_sent_to_a_stranger(client: Client, server: MailServer):
    assert 'name="copy"' not in client.get("/contact/").content.decode()
    write(client, copy="on", copy_to="stranger@example.org")
    assert len(server.received) == 1


def test_a_copy_that_is_refused_does_not_undo_the_letter(server: MailServer):
    browser = Client()
    browser.force_login(make_person(email="karla@example.org"))
    server.hold_after(1, takes_it=False)
    answer = write(browser, copy="on")
    assert answer.status_code == 200
    assert "Nur die Kopie" in answer.content.decode()


def test_those_who_wait_for_a_silent_server_leave_threads_for_others(smtp: Settings):
    letter = (uuid4(), OutgoingMail(to="a@example.org", subject="S", text="T"))
    with silent_server() as port, ThreadPoolExecutor(AT_A_TIME + 1) as pool:
        smtp.EMAIL_PORT = port
        found = list(pool.map(lambda _n: hand_over([letter], seconds=1), range(AT_A_TIME + 1)))
    assert found.count([BUSY]) == 1


def assert_kept(answer) -> None:
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Ihre Nachricht konnte nicht gesendet werden" in page
    assert escape(WORDS) in page
    assert "tel:03023125777" in page
    assert "mailto:kontakt@videoberatung.example" in page
