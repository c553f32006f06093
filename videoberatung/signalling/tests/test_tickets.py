import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoberatung.signalling.tests.samples import KEY, NOW, OTHER_KEY, make_ticket
from videoberatung.signalling.tickets import Ticket, TicketError, pseudonym, read, sign

SIGNED = sign(make_ticket(), key=KEY)


def test_a_signed_ticket_says_what_was_signed():
    for ticket in (
        make_ticket(),
        make_ticket("mod", kind="resume", inside=True, locked=True, removed=("x",)),
        make_ticket(kind="watch", role="watcher", room="", session="", peer="", rooms=("r",)),
    ):
        assert read(sign(ticket, key=KEY), keys=[KEY], now=NOW) == ticket


def test_a_ticket_signed_with_the_previous_key_still_counts():
    assert read(SIGNED, keys=[OTHER_KEY, KEY], now=NOW) == make_ticket()


def test_a_ticket_of_another_key_does_not_count():
    with pytest.raises(TicketError, match="ticket_invalid"):
        read(SIGNED, keys=[OTHER_KEY], now=NOW)


def test_a_ticket_counts_until_its_time_is_over():
    ticket = make_ticket(expires_at=NOW + 60)
    assert read(sign(ticket, key=KEY), keys=[KEY], now=NOW + 59.9)
    with pytest.raises(TicketError, match="ticket_expired"):
        read(sign(ticket, key=KEY), keys=[KEY], now=NOW + 60)


@given(st.integers(min_value=0, max_value=len(SIGNED) - 1), st.characters(codec="utf-8"))
def test_a_ticket_with_one_letter_changed_does_not_count(place, letter):
    changed = SIGNED[:place] + letter + SIGNED[place + 1 :]
    if changed != SIGNED:
        with pytest.raises(TicketError, match="ticket_invalid"):
            read(changed, keys=[KEY], now=NOW)


@given(st.text())
def test_any_other_text_is_no_ticket(text):
    with pytest.raises(TicketError, match="ticket_invalid"):
        read(text, keys=[KEY], now=NOW)


def test_a_participant_cannot_write_moderator_into_the_ticket():
    payload, signature = SIGNED.split(".")
    fields = json.loads(base64.urlsafe_b64decode(payload + "=="))
    fields["role"] = "moderator"
    forged = base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")
    with pytest.raises(TicketError, match="ticket_invalid"):
        read(f"{forged}.{signature}", keys=[KEY], now=NOW)


@pytest.mark.parametrize(
    "ticket",
    [
        make_ticket(v=2),
        make_ticket(room=""),
        make_ticket(session="short"),
        make_ticket(peer=""),
        make_ticket(access=""),
        make_ticket(browser=""),
        make_ticket(practice=""),
        make_ticket(role="watcher"),
        make_ticket(kind="watch", role="moderator"),
    ],
    ids=lambda ticket: str(ticket)[:80],
)
def test_a_signed_ticket_that_makes_no_sense_does_not_count(ticket: Ticket):
    with pytest.raises(TicketError, match="ticket_invalid"):
        read(sign(ticket, key=KEY), keys=[KEY], now=NOW)


def test_pseudonyms_differ_by_what_they_stand_for_and_by_key():
    assert pseudonym(KEY, "a", "b") != pseudonym(KEY, "a", "c")
    assert pseudonym(KEY, "a", "b") != pseudonym(OTHER_KEY, "a", "b")
    assert len(pseudonym(KEY, "a")) == 22
