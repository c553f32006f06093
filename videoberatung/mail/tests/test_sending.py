from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from videoberatung.mail.models import LONGEST_HANDOVER, MailState, QueuedMail
from videoberatung.mail.outgoing import Attachment, CalendarPart, OutgoingMail
from videoberatung.mail.registry import register_mail
from videoberatung.mail.sending import MAILS_PER_ROUND, send_due_mail
from videoberatung.mail.services import queue_mail
from videoberatung.mail.tests.factories import (
    KIND,
    address_of,
    make_queued_mail,
    register_invitation,
    write,
)
from videoberatung.mail.tests.server import MailServer, free_port, silent_server

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now() + MINUTE


def state_of(mail: QueuedMail) -> tuple[str, str]:
    mail.refresh_from_db()
    return mail.state, mail.reason


def test_a_mail_reaches_its_one_recipient_once(server: MailServer, now):
    register_invitation()
    mail = make_queued_mail()
    send_due_mail(now)
    send_due_mail(now + LONGEST_HANDOVER)
    assert state_of(mail) == (MailState.SENT, "")
    assert server.recipients == [address_of(mail.subject_id)]
    received = server.received[0]
    assert received["Subject"] == "Ihr Termin"
    assert received["To"] == address_of(mail.subject_id)
    assert received["Message-ID"] == f"<{mail.id}@praxis.example>"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["Content-Language"] == "de"
    assert received.get_content().strip() == "Guten Tag"


def test_a_mail_carries_its_formatted_version_and_its_files(server: MailServer, now):
    file = Attachment("termin.ics", b"BEGIN:VCALENDAR", "text/calendar")
    register_mail(
        KIND,
        lambda _id: OutgoingMail(
            to="a@example.org", subject="S", text="T", html="<p>T</p>", attachments=(file,)
        ),
    )
    make_queued_mail()
    send_due_mail(now)
    received = server.received[0]
    html = received.get_body(("html",))
    assert html is not None
    assert html.get_content().strip() == "<p>T</p>"
    assert [part.get_filename() for part in received.iter_attachments()] == ["termin.ics"]


def test_a_calendar_program_finds_its_part_beside_the_text_and_as_a_file(server: MailServer, now):
    part = CalendarPart("REQUEST", "BEGIN:VCALENDAR Prüfung".encode(), "termin.ics")
    register_mail(
        KIND,
        lambda _id: OutgoingMail(
            to="a@example.org", subject="S", text="T", html="<p>T</p>", calendar=part
        ),
    )
    make_queued_mail()
    send_due_mail(now)
    [received] = server.received
    beside = [one for one in received.walk() if one.get_content_type() == "text/calendar"]
    assert [one.get_param("method") for one in beside] == ["REQUEST"]
    assert beside[0].get_content().strip() == "BEGIN:VCALENDAR Prüfung"
    [file] = received.iter_attachments()
    assert (file.get_filename(), file.get_payload(decode=True)) == (part.file_name, part.content)
    assert received.get_body(("plain",)).get_content().strip() == "T"


def test_many_mails_go_over_one_connection_in_several_rounds(server: MailServer, now):
    register_invitation()
    mails = [make_queued_mail() for _ in range(MAILS_PER_ROUND + 1)]
    assert send_due_mail(now)
    assert server.connections == 1
    assert not send_due_mail(now)
    assert sorted(server.recipients) == sorted(address_of(mail.subject_id) for mail in mails)


@pytest.mark.parametrize(
    ("answers", "state", "reason"),
    [
        ({"to_recipient": "550 no such mailbox"}, MailState.UNDELIVERED, "recipient_refused"),
        ({"to_recipient": "451 try later"}, MailState.WAITING, "recipient_deferred"),
        ({"to_recipient": "550 5.1.1 unknown"}, MailState.UNDELIVERED, "no_mailbox"),
        ({"to_recipient": "452 4.2.2 full"}, MailState.WAITING, "mailbox_full"),
        ({"to_message": "550 5.7.1 spam"}, MailState.UNDELIVERED, "unwanted"),
        ({"to_message": "554 no"}, MailState.UNDELIVERED, "message_refused"),
        ({"to_message": "451 try later"}, MailState.WAITING, "message_deferred"),
        ({"to_sender": "550 not from here"}, MailState.WAITING, "sender_refused"),
        ({"to_sender": "421 closing"}, MailState.WAITING, "sender_refused"),
        ({"drops_message": True}, MailState.WAITING, "server_away"),
    ],
)
def test_what_the_server_says_decides(server: MailServer, now, answers, state, reason):
    register_invitation()
    mail = make_queued_mail()
    for name, answer in answers.items():
        setattr(server, name, answer)
    send_due_mail(now)
    assert state_of(mail) == (state, reason)
    assert server.received == []


def test_a_mail_that_waits_leaves_when_the_server_is_willing(server: MailServer, now):
    register_invitation()
    mail = make_queued_mail()
    server.to_recipient = "451 try later"
    send_due_mail(now)
    server.to_recipient = "250 OK"
    send_due_mail(now + 0.5 * MINUTE)
    assert server.received == []
    send_due_mail(now + MINUTE)
    assert state_of(mail) == (MailState.SENT, "")


def test_one_refused_recipient_does_not_hold_up_the_next(server: MailServer, now):
    register_invitation()
    register_mail("other", write)
    refused = make_queued_mail()
    server.to_recipient = "550 no such mailbox"
    send_due_mail(now)
    server.to_recipient = "250 OK"
    queue_mail("other", refused.subject_id)
    send_due_mail(now)
    assert len(server.received) == 1


def test_without_a_server_everybody_waits_a_minute_and_one_has_tried(smtp: Settings, now):
    smtp.EMAIL_PORT = free_port()
    register_invitation()
    mails = [make_queued_mail() for _ in range(3)]
    assert not send_due_mail(now)
    assert not QueuedMail.objects.due(now + 0.9 * MINUTE).exists()
    assert QueuedMail.objects.due(now + MINUTE).count() == 3
    attempts = QueuedMail.objects.filter(id__in=[mail.id for mail in mails])
    assert sorted(attempts.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_server_that_says_nothing_is_left_after_its_time(smtp: Settings, now):
    register_invitation()
    mail = make_queued_mail()
    with silent_server() as port:
        smtp.EMAIL_PORT = port
        send_due_mail(now)
    assert state_of(mail) == (MailState.WAITING, "server_away")


def test_after_two_days_it_is_said_that_a_mail_was_not_delivered(smtp: Settings, now):
    smtp.EMAIL_PORT = free_port()
    register_invitation()
    mail = make_queued_mail()
    moment, attempts = now, 0
    while mail.state == MailState.WAITING:
        send_due_mail(moment)
        mail.refresh_from_db()
        moment, attempts = mail.turn_at, attempts + 1
    assert state_of(mail) == (MailState.UNDELIVERED, "server_away")
    assert timedelta(days=1.5) < mail.turn_at - now <= timedelta(days=2)
    assert attempts > 10


def test_a_mail_whose_time_passed_while_nobody_worked_is_not_sent(server: MailServer, now):
    register_invitation()
    mail = make_queued_mail()
    send_due_mail(now + timedelta(days=3))
    assert state_of(mail) == (MailState.UNDELIVERED, "expired")
    assert server.received == []


def test_what_held_a_mail_up_is_told_when_its_time_is_over(server: MailServer, now):
    register_invitation()
    mail = make_queued_mail()
    server.to_recipient = "452 4.2.2 full"
    send_due_mail(now)
    send_due_mail(now + timedelta(days=3))
    assert state_of(mail) == (MailState.UNDELIVERED, "mailbox_full")


def test_a_mail_no_longer_needed_is_forgotten(server: MailServer, now):
    register_mail(KIND, lambda _id: None)
    mail = make_queued_mail()
    send_due_mail(now)
    assert not QueuedMail.objects.filter(id=mail.id).exists()
    assert server.received == []


def test_a_mail_to_no_proper_address_is_not_tried_again(server: MailServer, now):
    register_mail(KIND, lambda _id: OutgoingMail(to="a@b.c\nBcc: d@e.f", subject="", text=""))
    mail = make_queued_mail()
    send_due_mail(now)
    assert state_of(mail) == (MailState.UNDELIVERED, "unfit")
    assert server.connections == 0


def test_a_mail_that_cannot_be_written_waits_for_the_mended_release(server: MailServer, now):
    make_queued_mail()
    send_due_mail(now)
    assert QueuedMail.objects.get().reason == "rendering_failed"
    register_invitation()
    send_due_mail(now + MINUTE)
    assert len(server.received) == 1


def test_a_failed_mail_gives_way_to_a_newer_one_that_tells_more(server: MailServer, now):
    register_invitation()
    older = make_queued_mail()
    QueuedMail.objects.claim(older, now=now - LONGEST_HANDOVER)
    newer = make_queued_mail(older.subject_id)
    server.to_message = "451 try later"
    send_due_mail(now)
    assert list(QueuedMail.objects.values_list("id", flat=True)) == [newer.id]


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        (None, "Praxis <termine@praxis.example>"),
        ("", "termine@praxis.example"),
        ("Beratung Müller, Köln", '"Beratung Müller, Köln" <termine@praxis.example>'),
    ],
)
def test_whose_name_stands_before_the_address_is_the_writers_choice(
    server: MailServer, now, name, sender
):
    register_mail(
        KIND, lambda _id: OutgoingMail(to="a@example.org", subject="S", text="T", sender_name=name)
    )
    make_queued_mail()
    send_due_mail(now)
    assert str(server.received[0]["From"]) == sender
