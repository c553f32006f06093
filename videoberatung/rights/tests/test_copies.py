import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from videoberatung.accounts.models import Picture, User
from videoberatung.base.sealing import unseal_bytes
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.privacy.disclosure import undecided
from videoberatung.privacy.erasure import erase_expired
from videoberatung.rights.kinds import COPY_READY
from videoberatung.rights.mails.data import copy_ready
from videoberatung.rights.models import DataCopy
from videoberatung.rights.services import make_copies, request_copy
from videoberatung.rights.tests.factories import (
    DAY,
    NOW,
    confirm_freshly,
    make_person,
    queued,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def content_of(copy: DataCopy) -> zipfile.ZipFile:
    copy.refresh_from_db()
    return zipfile.ZipFile(io.BytesIO(unseal_bytes(bytes(copy.sealed))))


def made_for(person: User) -> zipfile.ZipFile:
    copy = request_copy(person, now=NOW)
    make_copies(NOW)
    return content_of(copy)


@pytest.mark.promise(24)
def test_each_declared_field_is_disclosed_or_withheld_for_a_reason():
    assert list(undecided()) == []


@pytest.mark.promise(24)
def test_the_copy_holds_the_same_to_read_and_for_machines():
    person = make_person("erika@example.org", first_name="Erika", last_name="Muster")
    make_person("other@example.org", first_name="Unrelated")
    archive = made_for(person)
    assert sorted(archive.namelist()) == ["meine-daten.html", "meine-daten.json"]
    page = archive.read("meine-daten.html").decode()
    data = json.loads(archive.read("meine-daten.json"))
    [account] = [one for one in data["data"] if one["kind"] == "accounts.User"]
    assert account["rows"][0]["email"] == "erika@example.org"
    assert account["legal_bases"] == ["Art. 6 Abs. 1 Buchst. b DSGVO"]
    assert "erika@example.org" in page
    for text in (page, json.dumps(data)):
        assert "Unrelated" not in text
        assert person.password not in text


def test_a_picture_lies_in_it_as_it_is():
    person = make_person()
    Picture.objects.create(user=person, content=b"large", small=b"small")
    archive = made_for(person)
    assert archive.read("ihr-bild-1-content.webp") == b"large"
    data = json.loads(archive.read("meine-daten.json"))
    [picture] = [one for one in data["data"] if one["kind"] == "accounts.Picture"]
    assert picture["rows"][0]["content"] == "ihr-bild-1-content.webp"


def test_markup_in_a_name_stays_text():
    archive = made_for(make_person(first_name="<script>alert(1)</script>"))
    assert "<script>" not in archive.read("meine-daten.html").decode()


def test_asking_again_waits_for_the_same_copy_and_later_makes_a_new_one():
    person = make_person()
    first = request_copy(person, now=NOW)
    assert request_copy(person, now=NOW).id == first.id
    assert not make_copies(NOW)
    assert request_copy(person, now=NOW).id != first.id
    assert DataCopy.objects.count() == 1


def test_a_mail_says_that_it_is_ready_and_holds_nothing_of_it():
    copy = request_copy(make_person("erika@example.org"), now=NOW)
    assert copy_ready(copy.id) is None
    make_copies(NOW)
    assert queued(COPY_READY) == [copy.id]
    mail = copy_ready(copy.id)
    assert mail is not None
    assert mail.to == "erika@example.org"
    assert reverse("rights:data") in mail.text
    assert not mail.attachments


def test_after_a_day_it_is_gone():
    make_copy = request_copy(make_person(), now=NOW)
    make_copies(NOW)
    erase_expired(NOW + DAY - timedelta(minutes=1))
    assert DataCopy.objects.filter(id=make_copy.id).exists()
    erase_expired(NOW + DAY)
    assert not DataCopy.objects.exists()


def test_the_pages_from_asking_to_fetching(client: Client):
    person = make_member(role=Role.PROVIDER, password="lindenblatt-17").user
    client.force_login(person)
    page = client.get(reverse("rights:data"))
    assert person.email in page.content.decode()

    for name in ("copy", "download"):
        assert client.get(reverse(f"rights:{name}")).status_code == 302, "who is it?"
    confirm_freshly(client)
    assert client.get(reverse("rights:download")).status_code == 404
    client.post(reverse("rights:copy"))
    assert "wird gerade erstellt" in client.get(reverse("rights:copy")).content.decode()
    make_copies(NOW)
    fetched = client.get(reverse("rights:download"))
    assert fetched["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(fetched.content)).testzip() is None


def test_nobody_fetches_the_copy_of_another(client: Client):
    request_copy(make_person(), now=NOW)
    make_copies(NOW)
    client.force_login(make_person())
    confirm_freshly(client)
    assert client.get(reverse("rights:download")).status_code == 404
