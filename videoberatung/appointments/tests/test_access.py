import base64
from uuid import uuid4

import pytest
from django.test import override_settings

from videoberatung.appointments.access import link_for, participant_for, token_for
from videoberatung.appointments.tests.factories import make_appointment, make_participant

pytestmark = pytest.mark.django_db


def test_a_token_leads_to_its_participant_and_appointment(django_assert_num_queries):
    participant = make_participant()
    token = token_for(participant)
    with django_assert_num_queries(2):
        found = participant_for(token)
        assert found == participant
        assert found.appointment.moderator.user.display_name == "Dr. Ada Sommer"


def test_the_link_is_a_whole_address():
    participant = make_participant()
    assert link_for(participant) == f"http://localhost:8000/w/{token_for(participant)}/"


def test_each_altered_character_makes_it_worthless():
    token = token_for(make_participant())
    for index, character in enumerate(token):
        other = "A" if character != "A" else "B"
        assert participant_for(token[:index] + other + token[index + 1 :]) is None


@pytest.mark.parametrize(
    "nonsense",
    ["", "x", "a" * 47, "a" * 48, "a" * 49, "ä" * 48, "=" * 48, "+" * 48, " " * 48, "\x00" * 48],
)
def test_nonsense_leads_nowhere(nonsense: str):
    make_participant()
    assert participant_for(nonsense) is None


def test_the_proof_of_one_person_does_not_fit_another():
    appointment = make_appointment()
    mine = make_participant(appointment)
    other = make_participant(appointment)
    raw = base64.urlsafe_b64decode(token_for(mine))
    forged = base64.urlsafe_b64encode(other.id.bytes + raw[16:]).decode()
    assert participant_for(forged) is None


def test_a_person_who_does_not_exist_has_no_proof():
    assert participant_for(base64.urlsafe_b64encode(uuid4().bytes + bytes(20)).decode()) is None


def test_raising_the_version_ends_the_earlier_link():
    participant = make_participant()
    earlier = token_for(participant)
    participant.link_version = 2
    participant.save()
    assert participant_for(earlier) is None
    assert participant_for(token_for(participant)) == participant


def test_without_a_version_there_is_no_link():
    participant = make_participant()
    token = token_for(participant)
    participant.link_version = None
    participant.save()
    assert participant_for(token) is None
    with pytest.raises(ValueError, match="no link"):
        token_for(participant)


def test_another_key_makes_other_links():
    participant = make_participant()
    token = token_for(participant)
    with override_settings(SECRET_KEY="another-" + "y" * 50):
        assert participant_for(token) is None
