from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from videoberatung.appointments.access import token_for
from videoberatung.appointments.codes import code_for, digest_for, participant_for_code
from videoberatung.appointments.models import Participant
from videoberatung.appointments.services.coding import give_codes
from videoberatung.appointments.services.planning import plan_appointment
from videoberatung.appointments.tests.factories import (
    BERND,
    ERIKA,
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
    make_plan,
)
from videoberatung.practices.tests.factories import make_member

pytestmark = pytest.mark.django_db


def test_a_code_leads_to_its_participant_and_appointment(django_assert_num_queries):
    participant = make_participant()
    with django_assert_num_queries(2):
        found = participant_for_code(code_for(participant))
        assert found == participant
        assert found.appointment.moderator.user.display_name == "Dr. Ada Sommer"


def test_everybody_who_is_planned_has_a_code_of_their_own(django_assert_num_queries):
    by = make_member()
    appointment = plan_appointment(
        by.practice, make_plan(by, ERIKA, BERND), submission=by.id, by=by.user, now=MONDAY
    )
    people = list(appointment.participants.all())
    assert [participant_for_code(code_for(one)) for one in people] == people
    assert code_for(people[0]) != code_for(people[1])


def test_the_code_is_not_stored_and_says_nothing_of_the_link():
    participant = make_participant()
    code = code_for(participant)
    held = Participant.objects.filter(id=participant.id).values().get()
    assert code not in str(held)
    assert code not in token_for(participant)


def test_the_code_of_an_earlier_link_is_dead_even_if_its_digest_stayed():
    participant = make_participant()
    earlier = code_for(participant)
    Participant.objects.update(link_version=2)
    assert participant_for_code(earlier) is None
    participant.refresh_from_db()
    Participant.objects.update(code_digest=digest_for(participant))
    assert participant_for_code(earlier) is None
    assert participant_for_code(code_for(participant)) == participant


def test_without_a_link_there_is_no_code():
    participant = make_participant()
    code = code_for(participant)
    participant.link_version = None
    participant.save()
    assert participant_for_code(code) is None
    with pytest.raises(ValueError, match="no link"):
        code_for(participant)


def test_another_key_makes_other_codes():
    participant = make_participant()
    code = code_for(participant)
    with override_settings(SECRET_KEY="another-" + "y" * 50):
        assert participant_for_code(code) is None
        assert code_for(participant) != code


def test_two_people_never_share_a_digest():
    first, second = make_participant(), make_participant()
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.filter(id=second.id).update(code_digest=first.code_digest)


def test_who_was_planned_by_an_earlier_release_gets_a_code():
    expected = make_participant()
    over = make_participant(make_appointment(starts_at=MONDAY - timedelta(days=1)))
    withdrawn = make_participant(link_version=None)
    Participant.objects.update(code_digest=None)
    assert participant_for_code(code_for(expected)) is None
    assert give_codes(TUESDAY_10) == 1
    assert participant_for_code(code_for(expected)) == expected
    assert give_codes(TUESDAY_10) == 0
    for other in (over, withdrawn):
        other.refresh_from_db()
        assert other.code_digest is None
