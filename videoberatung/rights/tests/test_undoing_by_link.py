import html
from uuid import uuid4

import pytest
import time_machine

from videoberatung.base.tokens import token_of
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.rights.links import token_to_undo
from videoberatung.rights.models import AccountEnding, PracticeClosing
from videoberatung.rights.services import announce_closing
from videoberatung.rights.tests.factories import END, MINUTE, NOW, make_ending

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def address(token: str) -> str:
    return f"/terminate/undo/{token}/"


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def test_the_page_asks_once_and_looking_at_it_changes_nothing(client):
    ending = make_ending()
    way = address(token_to_undo(ending))
    page = text_of(client.get(way))
    assert "Es endet am 21. Januar 2030" in page
    client.head(way)
    assert AccountEnding.objects.exists()

    assert "Ihr Konto bleibt, wie es war." in text_of(client.post(way))
    assert not AccountEnding.objects.exists()
    for answer in (client.get(way), client.post(way)):
        assert answer.status_code == 410
        assert "Es gibt nichts zurückzunehmen" in text_of(answer)


def test_a_practice_is_kept_in_the_same_way(client):
    owner = make_member(role=Role.OWNER)
    way = address(token_to_undo(announce_closing(owner.practice, by=owner.user, now=NOW)))
    assert owner.practice.name in text_of(client.get(way))
    assert "Die Praxis bleibt, wie sie war." in text_of(client.post(way))
    assert not PracticeClosing.objects.exists()


def test_too_late_is_too_late(client):
    way = address(token_to_undo(make_ending()))
    with time_machine.travel(END - MINUTE, tick=False):
        assert client.get(way).status_code == 200
    with time_machine.travel(END, tick=False):
        assert client.get(way).status_code == 410
        assert client.post(way).status_code == 410
    assert AccountEnding.objects.exists()


def test_a_link_fits_its_own_notice_alone(client):
    ending = make_ending()
    forged = [
        token_of(ending.id, ending.link_version + 1, purpose="rights: keep the account"),
        token_of(ending.id, ending.link_version, purpose="rights: keep the practice"),
        token_of(uuid4(), 1, purpose="rights: keep the account"),
        "x" * 48,
        "short",
    ]
    for token in forged:
        assert client.post(address(token)).status_code == 410
    assert AccountEnding.objects.exists()
