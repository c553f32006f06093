"""What is typed to reach others by our mail, or to make a page work itself to death."""

import email
import email.policy

import fast_mail_parser
import pytest
from django.core import mail as django_mail
from django.test import Client
from django.utils import timezone

from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.tests.pages import PLAN, field_error, typed
from videoberatung.mail.models import QueuedMail
from videoberatung.mail.sending import send_due_mail
from videoberatung.practices.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

VICTIM = "victim@example.net"
ATTACKS = (
    f"Erika\r\nBcc: {VICTIM}",
    f"Erika\nTo: {VICTIM}",
    f"Erika\r\n\r\n<p>{VICTIM}</p>",
    f"Erika <{VICTIM}>",
    f'"Erika" <{VICTIM}>, x',
    f"=?utf-8?q?Erika=0D=0ABcc=3A_{VICTIM}?=",
    "Erika\u2028Bcc: somebody",
    "Erika\x0bBcc: somebody",
)


def is_sent_to_nobody_else(content: bytes) -> bool:
    """As two readers of mail that share no line understand it."""
    ours = email.message_from_bytes(content, policy=email.policy.default)
    theirs = fast_mail_parser.parse_email(content)
    addresses = [one.addr_spec for one in ours["To"].addresses]
    names = {name.lower() for name in theirs.headers}
    return (
        addresses == ["erika@example.org"]
        and [one.address for one in theirs.to] == ["erika@example.org"]
        and "bcc" not in names | {name.lower() for name in list(ours)}
        and not theirs.cc
        and not theirs.bcc
        and "\n" not in theirs.subject
    )


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("field", ["people-0-name", "title", "invitation_text"])
def test_no_field_of_a_plan_reaches_anybody_else(
    client: Client, ada: Membership, field: str, attack: str
):
    answer = client.post(PLAN, typed(**{field: attack}))
    if answer.status_code == 422:
        assert not QueuedMail.objects.exists()
        return
    send_due_mail(timezone.now())
    [message] = django_mail.outbox
    assert is_sent_to_nobody_else(message.message().as_bytes())


def test_the_reader_would_see_another_recipient():
    content = f"To: erika@example.org\r\nBcc: {VICTIM}\r\nSubject: a\r\n\r\nb".encode()
    assert not is_sent_to_nobody_else(content)


def crowd(count: int) -> list[tuple[str, str]]:
    return [(f"Person {number}", f"p{number}@example.org") for number in range(count)]


def test_a_hundred_people_are_refused_without_a_form_for_each(client: Client, ada: Membership):
    answer = client.post(PLAN, typed(*crowd(100)))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "höchstens" in page
    assert page.count('type="email"') < 30
    assert not Appointment.objects.exists()


def test_what_no_page_of_ours_sends_is_not_even_read(client: Client, ada: Membership):
    assert client.post(PLAN, typed(*crowd(500))).status_code == 400
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("address", ["erika@bücher.example", "erika+arzt@sub.example.org"])
def test_addresses_as_people_have_them_are_welcome(client: Client, ada: Membership, address: str):
    assert client.post(PLAN, typed(("Erika", address))).status_code == 302
    [participant] = Participant.objects.all()
    assert participant.email == address


@pytest.mark.parametrize("address", ["erika@example.org\r\nBcc: x@example.org", "a@b@example.org"])
def test_what_is_no_single_address_is_refused_at_its_field(
    client: Client, ada: Membership, address: str
):
    answer = client.post(PLAN, typed(("Erika", address)))
    assert answer.status_code == 422
    assert field_error(answer.content.decode(), "id_people-0-email")


def test_a_zone_nobody_knows_is_refused(client: Client, ada: Membership):
    ada.role, ada.holds_consultations = "owner", True
    ada.save()
    answer = client.post("/portal/practice/", {"name": "Praxis", "time_zone": "Mars/Olympus"})
    assert answer.status_code == 422
    ada.practice.refresh_from_db()
    assert ada.practice.time_zone == "Europe/Berlin"
