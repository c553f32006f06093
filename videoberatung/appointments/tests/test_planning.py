from datetime import timedelta
from uuid import uuid4

import pytest

from videoberatung.appointments.models import Appointment
from videoberatung.appointments.rules import INVITATIONS_PER_HOUR
from videoberatung.appointments.services import Invitee, invite_again, plan_appointment
from videoberatung.appointments.services.inviting import INVITATION
from videoberatung.appointments.tests.factories import (
    BERND,
    ERIKA,
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
    make_plan,
)
from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.mail.services import delivery_of
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.trail.models import Entry

pytestmark = pytest.mark.django_db


def test_planning_invites_everybody_and_leaves_a_trace():
    ada = make_member()
    appointment = plan_appointment(
        ada.practice, make_plan(ada, ERIKA, BERND), submission=uuid4(), by=ada.user, now=MONDAY
    )
    people = list(appointment.participants.taking_part())
    assert [(one.number, one.name) for one in people] == [
        (1, "Erika Muster"),
        (2, "Bernd Beispiel"),
    ]
    assert set(delivery_of(INVITATION, [one.id for one in people]).values()) == {"waiting"}
    assert all(one.invited_at == MONDAY for one in people)
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject) == (
        "appointment.planned",
        ada.user.id,
        appointment.id,
    )


def test_the_same_form_sent_twice_plans_once():
    ada, submission = make_member(), uuid4()
    first, second = (
        plan_appointment(
            ada.practice, make_plan(ada), submission=submission, by=ada.user, now=MONDAY
        )
        for _ in range(2)
    )
    assert first == second
    assert Appointment.objects.count() == QueuedMail.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"starts_at": MONDAY - timedelta(minutes=2)}, "in_the_past"),
        ({"starts_at": MONDAY + timedelta(days=800)}, "too_far_ahead"),
        ({"minutes": 4}, "too_short"),
        ({"minutes": -30}, "too_short"),
        ({"minutes": 12 * 60 + 1}, "too_long"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(change, code: str):
    ada = make_member()
    with pytest.raises(RefusedError, match=code):
        plan_appointment(
            ada.practice, make_plan(ada, **change), submission=uuid4(), by=ada.user, now=MONDAY
        )
    assert not Appointment.objects.exists()
    assert not QueuedMail.objects.exists()


@pytest.mark.parametrize("minutes", [5, 12 * 60])
def test_the_shortest_and_the_longest_are_planned(minutes: int):
    ada = make_member()
    plan = make_plan(ada, starts_at=MONDAY, minutes=minutes)
    appointment = plan_appointment(
        ada.practice, plan, submission=uuid4(), by=ada.user, now=MONDAY + timedelta(seconds=59)
    )
    assert appointment.minutes == minutes


@pytest.mark.parametrize(("count", "code"), [(0, "nobody_invited"), (4, "too_many_people")])
def test_nobody_and_more_than_the_practice_has_chosen_are_refused(count: int, code: str):
    ada = make_member()
    ada.practice.most_people = 3
    plan = make_plan(ada, *[ERIKA] * count)
    plan.invitees[:] = plan.invitees[:count]
    with pytest.raises(RefusedError, match=code):
        plan_appointment(ada.practice, plan, submission=uuid4(), by=ada.user, now=MONDAY)


def test_only_who_holds_consultations_can_be_planned_for():
    organiser = make_member(role=Role.ORGANISER)
    with pytest.raises(RefusedError, match="not_a_provider"):
        plan_appointment(
            organiser.practice,
            make_plan(organiser),
            submission=uuid4(),
            by=organiser.user,
            now=MONDAY,
        )


def test_nobody_is_planned_for_from_another_practice():
    ada, stranger = make_member(), make_member()
    with pytest.raises(ValueError, match="another practice"):
        plan_appointment(
            ada.practice, make_plan(stranger), submission=uuid4(), by=ada.user, now=MONDAY
        )


def test_a_practice_cannot_flood_the_world_with_mail():
    ada = make_member()
    crowd = make_appointment(ada)
    for _ in range(INVITATIONS_PER_HOUR // 20):
        crowd.participants.bulk_create(
            crowd.participants.model(
                practice=ada.practice,
                appointment=make_appointment(ada),
                number=number,
                email="a@example.org",
                invited_at=MONDAY,
            )
            for number in range(1, 21)
        )
    plan = make_plan(ada)
    with pytest.raises(RefusedError, match="too_many_invitations"):
        plan_appointment(ada.practice, plan, submission=uuid4(), by=ada.user, now=MONDAY)
    assert not Appointment.objects.filter(starts_at=TUESDAY_10, participants__name="Erika").exists()
    later = MONDAY + timedelta(hours=1, seconds=1)
    assert plan_appointment(ada.practice, plan, submission=uuid4(), by=ada.user, now=later)


def test_an_invitation_is_sent_again_when_asked():
    participant = make_participant()
    by = participant.appointment.moderator.user
    invite_again(participant, by=by, now=MONDAY)
    assert delivery_of(INVITATION, [participant.id]) == {participant.id: "waiting"}
    assert Entry.objects.get().action == "participant.invited_again"


def test_not_every_minute():
    participant = make_participant()
    by = participant.appointment.moderator.user
    invite_again(participant, by=by, now=MONDAY)
    with pytest.raises(RefusedError, match="invited_just_now"):
        invite_again(participant, by=by, now=MONDAY + timedelta(minutes=11))
    invite_again(participant, by=by, now=MONDAY + timedelta(minutes=12))


@pytest.mark.parametrize(
    ("cancelled_at", "now", "code"),
    [
        (MONDAY, MONDAY, "cancelled"),
        (None, TUESDAY_10 + timedelta(minutes=30), "over"),
    ],
)
def test_nobody_is_invited_to_what_does_not_take_place(cancelled_at, now, code: str):
    participant = make_participant(make_appointment(cancelled_at=cancelled_at))
    with pytest.raises(RefusedError, match=code):
        invite_again(participant, by=participant.appointment.moderator.user, now=now)


def test_whoever_was_removed_is_not_invited_again():
    participant = make_participant(link_version=None)
    participant.removed_at = MONDAY
    participant.save()
    with pytest.raises(RefusedError, match="removed"):
        invite_again(participant, by=participant.appointment.moderator.user, now=MONDAY)


def test_an_invitee_may_speak_english():
    ada = make_member()
    plan = make_plan(ada, Invitee(name="Erin", email="erin@example.org", language="en"))
    appointment = plan_appointment(ada.practice, plan, submission=uuid4(), by=ada.user, now=MONDAY)
    assert appointment.participants.get().language == "en"
