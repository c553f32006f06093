"""A change of a fact or a declaration is a new edition; what was said before can be read."""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import Settings

from videoberatung.legal.editions import note_editions
from videoberatung.legal.models import Edition
from videoberatung.legal.plain import plain_text
from videoberatung.privacy import inventory
from videoberatung.privacy.tests.times import NOON

pytestmark = pytest.mark.django_db
MINUTE = inventory.timedelta(minutes=1)


def test_what_does_not_change_is_noted_once():
    assert note_editions(NOON) == 6
    assert note_editions(NOON + MINUTE) == 0


def test_a_fact_that_changes_makes_an_edition_and_the_old_words_stay(
    client: Client, settings: Settings
):
    note_editions(NOON)
    old_name = settings.OPERATOR.name
    settings.OPERATOR = replace(settings.OPERATOR, name="Nachfolger Muster")
    assert note_editions(NOON + MINUTE) == 6
    history = client.get("/editions/imprint/").content.decode()
    newest, oldest = Edition.objects.of("imprint", "de")
    assert history.index(newest.checksum[:8]) < history.index(oldest.checksum[:8])
    assert old_name in client.get(f"/editions/imprint/{oldest.checksum}/").content.decode()
    assert "Gültig seit" in client.get("/imprint/").content.decode()


def test_a_declaration_that_changes_makes_an_edition(monkeypatch: pytest.MonkeyPatch):
    note_editions(NOON)
    monkeypatch.setattr(inventory, "_declared", inventory._declared[:-1])
    assert note_editions(NOON + MINUTE) == 2


def test_a_new_edition_says_that_it_is_not_recorded_yet(client: Client):
    assert "Diese Fassung ist neu" in client.get("/privacy/").content.decode()
    assert "Noch ist keine Fassung" in client.get("/editions/privacy/").content.decode()


@pytest.mark.parametrize("path", ["/editions/other/", "/editions/privacy/0000/"])
def test_there_are_no_other_editions(client: Client, path):
    assert client.get(path).status_code == 404


def test_the_words_are_those_of_the_page_without_its_looks():
    html = "<h2 class='x'>A &amp; B</h2><dl><dt>C</dt><dd> d\n e</dd></dl><svg><path/></svg>"
    assert plain_text(html) == "A & B\nC\nd e\n"
