from dataclasses import replace
from datetime import timedelta

import pytest

from videoberatung.appointments.access import participant_for, token_for
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.services import (
    Invitee,
    cancel_appointment,
    change_appointment,
)
from videoberatung.appointments.services.calling_off import CANCELLED
from videoberatung.appointments.services.changing import CHANGED
from videoberatung.appointments.services.inviting import INVITATION
from videoberatung.appointments.services.people import WITHDRAWN
from videoberatung.appointments.tests.factories import (
    BERND,
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
    make_plan,
)
from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.trail.models import Entry

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def stays(participant: Participant) -> Invitee:
    return Invitee(
        name=participant.name,
        email=participant.email,
        language=participant.language,
        participant=participant.id,
    )


def queued() -> set[tuple[str, str]]:
    """Kind and name of each mail that waits."""
    names = dict(Participant.objects.values_list("id", "name"))
    return {(mail.kind, names[mail.subject_id]) for mail in QueuedMail.objects.all()}


def change(appointment: Appointment, *invitees: Invitee, now=MONDAY, **more) -> Appointment:
    plan = make_plan(appointment.moderator, *invitees, **more)
    return change_appointment(appointment, plan, by=appointment.moderator.user, now=now)


def test_another_time_tells_everybody_and_keeps_their_links():
    erika = make_participant()
    token = token_for(erika)
    changed = change(erika.appointment, stays(erika), starts_at=TUESDAY_10 + HOUR)
    assert changed.ends_at == TUESDAY_10 + HOUR + timedelta(minutes=30)
    assert queued() == {(CHANGED, "Erika Muster")}
    assert participant_for(token) == erika
    assert Entry.objects.get().action == "appointment.changed"


def test_another_title_is_nobody_elses_business():
    erika = make_participant()
    change(erika.appointment, stays(erika), title="Beratung")
    assert Appointment.objects.get().title == "Beratung"
    assert queued() == set()


def test_a_person_more_is_invited_a_person_less_is_told():
    erika = make_participant()
    old = make_participant(erika.appointment, name="Chris Probe", email="chris@example.org")
    token = token_for(old)
    change(erika.appointment, stays(erika), BERND)
    people = erika.appointment.participants.taking_part()
    assert [(one.number, one.name) for one in people] == [
        (1, "Erika Muster"),
        (3, "Bernd Beispiel"),
    ]
    assert queued() == {(INVITATION, "Bernd Beispiel"), (WITHDRAWN, "Chris Probe")}
    assert participant_for(token) is None


def test_another_address_is_another_person():
    erika = make_participant(email="wrong@example.org")
    token = token_for(erika)
    change(erika.appointment, replace(stays(erika), email="erika@example.org"))
    successor = erika.appointment.participants.taking_part().get()
    assert (successor.number, successor.email) == (1, "erika@example.org")
    assert participant_for(token) is None
    assert set(QueuedMail.objects.values_list("kind", "subject_id")) == {(INVITATION, successor.id)}


def test_another_name_keeps_the_person():
    erika = make_participant()
    change(erika.appointment, replace(stays(erika), name="Erika Beispiel", language="en"))
    erika.refresh_from_db()
    assert (erika.name, erika.language, erika.link_version) == ("Erika Beispiel", "en", 1)
    assert queued() == set()


def test_a_participant_of_another_appointment_is_not_moved_over():
    stranger = make_participant()
    appointment = make_appointment()
    change(appointment, stays(stranger))
    assert stranger.appointment.participants.taking_part().get() == stranger
    assert appointment.participants.taking_part().get() != stranger


def test_a_running_appointment_gets_longer_and_more_people():
    erika = make_participant()
    now = TUESDAY_10 + timedelta(minutes=10)
    changed = change(erika.appointment, stays(erika), BERND, minutes=60, now=now)
    assert changed.ends_at == TUESDAY_10 + HOUR


@pytest.mark.parametrize(
    ("more", "now", "code"),
    [
        ({"starts_at": TUESDAY_10 + HOUR}, TUESDAY_10, "already_started"),
        ({"starts_at": MONDAY - HOUR}, MONDAY, "in_the_past"),
        ({"minutes": 10}, TUESDAY_10 + timedelta(minutes=10), "in_the_past"),
        ({"minutes": 13 * 60}, MONDAY, "too_long"),
        ({"minutes": 1}, MONDAY, "too_short"),
        ({}, TUESDAY_10 + timedelta(minutes=30), "over"),
    ],
)
def test_a_change_that_cannot_be_is_refused(more, now, code: str):
    erika = make_participant()
    with pytest.raises(RefusedError, match=code):
        change(erika.appointment, stays(erika), now=now, **more)
    assert queued() == set()


def test_a_cancelled_appointment_is_not_changed():
    erika = make_participant(make_appointment(cancelled_at=MONDAY))
    with pytest.raises(RefusedError, match="cancelled"):
        change(erika.appointment, stays(erika))


def test_a_colleague_takes_over():
    erika = make_participant()
    colleague = make_member(erika.appointment.practice)
    plan = make_plan(colleague, stays(erika))
    change_appointment(erika.appointment, plan, by=colleague.user, now=MONDAY)
    assert Appointment.objects.get().moderator == colleague
    assert queued() == {(CHANGED, "Erika Muster")}


def test_not_to_somebody_who_holds_no_consultations_or_works_elsewhere():
    erika = make_participant()
    organiser = make_member(erika.appointment.practice, Role.ORGANISER)
    with pytest.raises(RefusedError, match="not_a_provider"):
        change_appointment(erika.appointment, make_plan(organiser), by=organiser.user, now=MONDAY)
    stranger = make_member()
    with pytest.raises(ValueError, match="another practice"):
        change_appointment(erika.appointment, make_plan(stranger), by=stranger.user, now=MONDAY)


def test_moving_what_was_ended_begins_a_new_session():
    erika = make_participant()
    Appointment.objects.update(ended_session=1)
    moved = change(erika.appointment, stays(erika), starts_at=TUESDAY_10 + HOUR)
    assert (moved.session_number, moved.is_session_ended) == (2, False)


def test_cancelling_tells_everybody_and_leaves_a_trace():
    erika = make_participant()
    by = erika.appointment.moderator.user
    cancel_appointment(erika.appointment, by=by, now=MONDAY)
    cancel_appointment(erika.appointment, by=by, now=MONDAY + HOUR)
    assert Appointment.objects.get().cancelled_at == MONDAY
    assert queued() == {(CANCELLED, "Erika Muster")}
    assert Entry.objects.get().action == "appointment.cancelled"


def test_what_is_over_cannot_be_cancelled():
    erika = make_participant()
    with pytest.raises(RefusedError, match="over"):
        cancel_appointment(
            erika.appointment,
            by=erika.appointment.moderator.user,
            now=TUESDAY_10 + timedelta(minutes=30),
        )
    assert queued() == set()
