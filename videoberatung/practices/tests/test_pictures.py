"""Whose picture is shown to whom inside a practice."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from videoberatung.accounts.models import Picture, User
from videoberatung.accounts.services.pictures import withdraw_picture
from videoberatung.accounts.tests.factories import make_person, make_picture
from videoberatung.practices.models import Membership
from videoberatung.practices.tests.factories import make_member, make_practice

pytestmark = pytest.mark.django_db


def seen(client: Client, by: User, picture: Picture) -> list[int]:
    """The answers for both sizes."""
    client.force_login(by)
    names = ("practices:picture", "practices:small-picture")
    return [client.get(reverse(name, args=[picture.id])).status_code for name in names]


@pytest.mark.promise(9)
def test_colleagues_see_it_and_nobody_else_does(client: Client):
    ada = make_member()
    picture = make_picture(ada.user)
    assert seen(client, ada.user, picture) == [200, 200]
    assert seen(client, make_member(ada.practice).user, picture) == [200, 200]
    assert seen(client, make_member(make_practice("Praxis Fremd")).user, picture) == [404, 404]
    assert seen(client, make_person(), picture) == [404, 404]
    client.logout()
    assert client.get(reverse("practices:picture", args=[picture.id])).status_code == 302


@pytest.mark.promise(9)
def test_of_somebody_who_left_it_is_shown_no_longer(client: Client):
    ada, ben = make_member(), make_member()
    ben.practice = ada.practice
    ben.save()
    picture = make_picture(ada.user)
    assert seen(client, ben.user, picture) == [200, 200]
    Membership.objects.filter(id=ada.id).update(ended_at=now())
    assert seen(client, ben.user, picture) == [404, 404]
    assert seen(client, ada.user, picture) == [200, 200], "one's own goes along"


@pytest.mark.promise(9)
def test_withdrawn_it_is_gone_for_colleagues_at_once(client: Client):
    ada = make_member()
    picture = make_picture(ada.user)
    ben = make_member(ada.practice).user
    assert seen(client, ben, picture) == [200, 200]
    withdraw_picture(ada.user, now=now())
    assert seen(client, ben, picture) == [404, 404]


def test_somebody_without_a_practice_sees_their_own(client: Client):
    person = make_person()
    assert seen(client, person, make_picture(person)) == [200, 200]


def test_an_answer_is_a_picture_that_no_cache_keeps(client: Client):
    person = make_person()
    picture = make_picture(person)
    client.force_login(person)
    answer = client.get(reverse("practices:picture", args=[picture.id]))
    assert answer.content == bytes(picture.content)
    told = {name: answer.headers[name] for name in ("Content-Type", "Content-Disposition")}
    assert told == {"Content-Type": "image/webp", "Content-Disposition": "inline"}
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    small = client.get(reverse("practices:small-picture", args=[picture.id]))
    assert small.content == bytes(picture.small)
    assert len(small.content) < len(answer.content)


def test_the_frame_shows_the_picture_instead_of_initials(client: Client):
    ada = make_member()
    client.force_login(ada.user)
    assert "/small/" not in client.get("/account/").content.decode()
    picture = make_picture(ada.user)
    url = reverse("practices:small-picture", args=[picture.id])
    assert f'<img class="face" src="{url}"' in client.get("/account/").content.decode()


def test_a_picture_that_is_not_there_is_a_404(client: Client):
    client.force_login(make_member().user)
    assert client.get(reverse("practices:picture", args=[uuid4()])).status_code == 404
