"""What is not taken: programs, other headers, too many. What was typed is kept."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from videoberatung.contact.tests.writing import WORDS, opened_form, write

pytestmark = pytest.mark.django_db


def test_a_mistake_is_told_at_its_field_and_the_rest_is_kept(client: Client):
    answer = write(client, email="erika")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_email"' in page
    assert WORDS in page
    assert mail.outbox == []


@pytest.mark.parametrize("field", ["subject", "email", "name"])
@pytest.mark.parametrize("end", ["\nBcc: otto@example.org", "\r\nBcc: otto@example.org", "\u2028X"])
def test_no_field_can_carry_another_header(client: Client, field, end):
    typed = {"subject": "Frage", "email": "erika@example.org", "name": "Erika"}[field]
    assert write(client, **{field: typed + end}).status_code == 422
    assert mail.outbox == []


@pytest.mark.parametrize("ago", [timedelta(seconds=1), timedelta(days=2)])
def test_too_fast_or_too_late_asks_to_send_once_more(client: Client, ago):
    answer = client.post("/contact/", opened_form(client, ago=ago))
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("opened", ["", "1700000000", "1700000000:made-up"])
def test_when_the_page_was_opened_cannot_be_made_up(client: Client, opened):
    assert write(client, opened=opened).status_code == 422


def test_a_program_that_fills_in_everything_is_stopped(client: Client):
    assert write(client, website="https://example.org").status_code == 422
    assert mail.outbox == []


def test_five_letters_an_hour_come_from_one_network(client: Client):
    assert [write(client, text=f"Frage {n}").status_code for n in range(6)] == [200] * 5 + [429]
    answer = write(client)
    assert answer.status_code == 429
    page = answer.content.decode()
    assert WORDS in page
    assert "tel:03023125777" in page
    assert len(mail.outbox) == 5


def test_mistakes_do_not_count(client: Client):
    for _ in range(6):
        assert write(client, email="").status_code == 422
    assert write(client).status_code == 200


def test_the_form_says_what_happens_with_it_and_who_answers(client: Client):
    page = client.get("/contact/").content.decode()
    assert "nirgends gespeichert" in page
    assert 'href="/privacy/#contact"' in page
