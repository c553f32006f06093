"""A practice that asks for a second factor lets nobody in without one, and shows the way."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member, make_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict() -> Practice:
    practice = make_practice("Praxis mit Riegel")
    practice.requires_second_factor = True
    practice.save()
    return practice


def test_without_one_every_page_of_the_portal_leads_to_setting_it_up(
    client: Client, strict: Practice
):
    client.force_login(make_member(strict, Role.OWNER).user)
    for path in ("/portal/", "/portal/appointments/", "/portal/team/", "/portal/lobby/"):
        assert client.get(path).url == reverse("mfa_index")
    assert client.post("/portal/lobby-ticket/").status_code == 403
    page = client.get("/portal/", follow=True).content.decode()
    assert "Praxis mit Riegel verlangt einen zweiten Faktor" in page


def test_with_one_the_portal_is_open(client: Client, strict: Practice):
    member = make_member(strict)
    client.force_login(member.user)
    Authenticator.objects.create(user=member.user, type=Authenticator.Type.TOTP, data={})
    assert client.get("/portal/").status_code == 200
    assert client.post("/portal/lobby-ticket/").status_code == 200


def test_recovery_codes_alone_are_none(client: Client, strict: Practice):
    member = make_member(strict)
    client.force_login(member.user)
    codes = Authenticator.Type.RECOVERY_CODES
    Authenticator.objects.create(user=member.user, type=codes, data={})
    assert client.get("/portal/").status_code == 302


def test_another_practice_of_the_same_person_stays_within_reach(client: Client, strict: Practice):
    member = make_member(strict)
    other = Membership.objects.create(
        practice=make_practice(), user=member.user, role=Role.ORGANISER
    )
    client.force_login(member.user)
    client.post("/portal/switch/", {"practice": str(other.practice_id)})
    assert client.get("/portal/").status_code == 200
