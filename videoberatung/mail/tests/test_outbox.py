from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from videoberatung.mail.outbox import is_active, stored_mails
from videoberatung.mail.outgoing import Attachment, OutgoingMail
from videoberatung.mail.registry import register_mail
from videoberatung.mail.sending import send_due_mail
from videoberatung.mail.tests.conftest import SMTP
from videoberatung.mail.tests.factories import make_queued_mail

pytestmark = pytest.mark.django_db
LINK = "http://localhost:8000/w/abc-def/"


@pytest.fixture(autouse=True)
def outbox(settings: Settings, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "videoberatung.mail.outbox.OutboxBackend"
    settings.DATA_DIR = tmp_path
    return tmp_path / "outbox"


def send(subject: str = "Ihr Termin", text: str = "Guten Tag", **more: object) -> None:
    """Let one mail leave."""
    mail = OutgoingMail(to="erika@example.org", subject=subject, text=text, **more)
    register_mail(subject, lambda _id: mail)
    make_queued_mail(kind=subject)
    send_due_mail(timezone.now())


def test_an_empty_outbox_says_so(client: Client):
    assert "Noch wurde keine E-Mail verschickt." in client.get("/outbox/").content.decode()


def test_the_newest_mail_stands_first(client: Client):
    send("Erstens")
    send("Zweitens")
    page = client.get("/outbox/").content.decode()
    assert 0 < page.index("Zweitens") < page.index("Erstens")
    assert "erika@example.org" in page


def test_a_mail_is_read_with_links_to_click(client: Client):
    send(text=f"Guten Tag\n\n{LINK}\n")
    page = client.get(f"/outbox/{stored_mails()[0].name}/").content.decode()
    assert f'<a href="{LINK}"' in page
    assert "<h1>Ihr Termin</h1>" in page


@pytest.mark.parametrize("language", ["de", "en"])
def test_both_languages_are_complete(client: Client, language):
    send()
    client.post("/language/", {"language": language, "next": "/"})
    for path in ("/outbox/", f"/outbox/{stored_mails()[0].name}/"):
        page = client.get(path).content.decode()
        assert f'<html lang="{language}"' in page
        assert ("Mails" if language == "en" else "Postausgang des Musters") in page


def test_nothing_in_a_mail_becomes_part_of_the_page(client: Client):
    markup = "<script>alert(1)</script>"
    send(subject=markup, text=markup, html=markup)
    for path in ("/outbox/", f"/outbox/{stored_mails()[0].name}/"):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_a_file_is_saved_never_shown(client: Client):
    send(attachments=(Attachment("Übersicht.html", b"<p>x", "text/html"),))
    answer = client.get(f"/outbox/{stored_mails()[0].name}/0/")
    assert answer.content == b"<p>x"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("path", ["no-such-mail/", "{name}/7/", "..%2f..%2fetc%2fpasswd/"])
def test_what_does_not_exist_is_not_found(client: Client, path):
    send()
    assert client.get("/outbox/" + path.format(name=stored_mails()[0].name)).status_code == 404


def test_in_a_real_service_there_is_no_outbox(client: Client, settings: Settings):
    send()
    paths = ["/outbox/", f"/outbox/{stored_mails()[0].name}/"]
    assert [client.get(path).status_code for path in paths] == [200, 200]
    settings.EMAIL_BACKEND = SMTP
    assert not is_active()
    assert [client.get(path).status_code for path in paths] == [404, 404]


def test_a_mail_is_complete_from_the_moment_it_has_its_name(outbox: Path):
    send()
    assert [path.suffix for path in outbox.iterdir()] == [".eml"]
    assert outbox.stat().st_mode & 0o077 == 0
