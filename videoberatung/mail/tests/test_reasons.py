import smtplib

import pytest
from django.utils import translation

from videoberatung.mail import delivery, reasons
from videoberatung.mail.delivery import failure_of
from videoberatung.mail.smtp_status import reason_in

ADDRESS = "erika@example.org"


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        (550, "5.1.1 <erika@example.org>: User unknown", "no_mailbox"),
        (550, "5.1.10 recipient domain takes no mail", "no_server"),
        (553, "5.1.3 bad syntax", "address_invalid"),
        (552, "5.2.2 over quota", "mailbox_full"),
        (452, "4.2.2 over quota", "mailbox_full"),
        (550, "5.2.1 disabled", "mailbox_off"),
        (552, "5.3.4 too big", "too_large"),
        (450, "4.4.1 no answer from host", "no_server"),
        (451, "4.7.1 greylisted", "unwanted"),
        (550, "5.7.1 looks like spam", "unwanted"),
        (554, "5.7.26 unauthenticated", "unwanted"),
        (552, "mailbox full", "mailbox_full"),
        (553, "mailbox name not allowed", "address_invalid"),
        (550, "no such user", ""),
        (550, "5.9.9 what is this", ""),
        (550, "", ""),
        (550, "5.1", ""),
        (550, "5.1.1.1 no status", ""),
        (550, "2.1.1 a success in a refusal", ""),
        (550, "5.1234567890.1", ""),
    ],
)
def test_the_numbers_of_an_answer_say_what_is_wrong(code: int, text: str, reason: str):
    assert reason_in(code, text.encode()) == reason_in(code, text) == reason


@pytest.mark.parametrize("text", [b"\xff\xfe 5.1.1", "5.1.1 Empf\u00e4nger".encode("latin-1")])
def test_answers_in_any_encoding_are_borne(text: bytes):
    assert reason_in(550, text) in ("", "no_mailbox")


def test_what_is_permanent_is_told_at_once_and_the_rest_is_tried_again():
    for code, is_final in ((550, True), (450, False)):
        answer = (code, b"5.2.2 full")
        for error in (
            smtplib.SMTPRecipientsRefused({ADDRESS: answer}),
            smtplib.SMTPDataError(*answer),
        ):
            assert failure_of(error).reason == "mailbox_full"
            assert failure_of(error).is_final is is_final


def test_no_reason_repeats_the_address():
    error = smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"erika@example.org 5.1.1 unknown")})
    assert failure_of(error).reason == "recipient_refused"


def test_each_reason_has_words_in_both_languages():
    known = [
        *reasons._WORDS,
        *(one.reason for one in vars(delivery).values() if isinstance(one, delivery.Failure)),
    ]
    for reason in known:
        with translation.override("en"):
            english = reasons.in_words(reason)
        with translation.override("de"):
            assert reasons.in_words(reason) not in ("", english)
        assert len(reason) <= 30


def test_only_what_is_about_the_address_asks_for_another_one():
    assert reasons.is_about_address("no_mailbox")
    assert not reasons.is_about_address("server_away")
    assert not reasons.is_about_address("")
