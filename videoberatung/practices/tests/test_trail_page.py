"""The trail as owners and administrators read it."""

from uuid import uuid4

import pytest
from django.test import Client

from videoberatung.practices.models import Membership, Practice
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.trail.services import record

pytestmark = pytest.mark.django_db

TRAIL = "/portal/practice/trail/"


def leave_trace(member: Membership, action: str = "practice.presets_changed") -> None:
    practice = member.practice_id
    record(action, practice=practice, actor=member.user_id, subject=practice)


def test_it_says_who_did_what_to_which_thing(client: Client, owner: Membership):
    leave_trace(owner)
    record("appointment.planned", practice=owner.practice_id, actor=None, subject=uuid4())
    page = client.get(TRAIL).content.decode()
    assert "Dr. Ada Sommer</td>" in page
    assert "Vorgaben geändert" in page
    assert '<a href="/portal/practice/">Praxis</a>' in page
    assert "Termin, nicht mehr vorhanden" in page
    assert "der Dienst" in page


def test_who_has_left_is_a_former_member(client: Client, owner: Membership):
    gone = make_member(owner.practice, last_name="Winter")
    leave_trace(gone)
    assert "Winter</td>" in client.get(TRAIL).content.decode()
    Membership.objects.filter(id=gone.id).update(ended_at=gone.changed_at)
    page = client.get(TRAIL).content.decode()
    assert "früheres Mitglied" in page
    assert "Winter" not in page


def test_the_steps_of_one_person_can_be_read_alone(client: Client, owner: Membership):
    colleague = make_member(owner.practice, last_name="Winter")
    leave_trace(owner)
    leave_trace(colleague, "practice.details_changed")
    record("appointment.planned", practice=owner.practice_id, actor=uuid4(), subject=None)
    page = client.get(TRAIL, {"person": colleague.user_id}).content.decode()
    assert ("Angaben zur Praxis" in page, "Vorgaben geändert" in page) == (True, False)
    page = client.get(TRAIL, {"person": "others"}).content.decode()
    assert ("Termin geplant" in page, "Vorgaben geändert" in page) == (True, False)


def test_another_practices_steps_and_people_do_not_show(client: Client, owner: Membership):
    stranger = make_member(role=Role.OWNER, last_name="Fremd")
    leave_trace(stranger, "practice.details_changed")
    leave_trace(owner)
    for person in ("", str(stranger.user_id), "nonsense"):
        page = client.get(TRAIL, {"person": person}).content.decode()
        assert "Angaben zur Praxis" not in page
        assert "Fremd" not in page
        assert "Vorgaben geändert" in page


def test_a_long_trail_has_pages_newest_first(
    client: Client, owner: Membership, django_assert_max_num_queries
):
    leave_trace(owner, "practice.details_changed")
    for _number in range(50):
        leave_trace(owner)
    with django_assert_max_num_queries(14):
        page = client.get(TRAIL).content.decode()
    assert page.count("Vorgaben geändert") == 50
    assert "Seite 1 von 2" in page
    assert "Angaben zur Praxis geändert" in client.get(f"{TRAIL}?page=2").content.decode()


def test_a_practice_without_a_past_says_so(client: Client, owner: Membership):
    assert Practice.objects.count() == 1
    assert "noch nichts geschehen" in client.get(TRAIL).content.decode()
