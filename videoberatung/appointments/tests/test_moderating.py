"""Several moderators, handing over, and what is written about an appointment."""

from datetime import timedelta

import pytest
from django.test import Client

from videoberatung.appointments import mails
from videoberatung.appointments.models import Appointment
from videoberatung.appointments.services import (
    change_appointment,
    hand_over,
    plan_appointment,
)
from videoberatung.appointments.services.changing import CHANGED
from videoberatung.appointments.services.departing import hand_over_planned
from videoberatung.appointments.tests.factories import (
    ERIKA,
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
    make_plan,
)
from videoberatung.appointments.tests.pages import PLAN, field_error, typed, url
from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Membership
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member
from videoberatung.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

IN_TIME = TUESDAY_10 + timedelta(minutes=5)
QUARTER = timedelta(minutes=15)


@pytest.fixture
def winter(ada: Membership) -> Membership:
    """A colleague of Ada's who holds consultations too."""
    return make_member(ada.practice, last_name="Winter")


def told() -> int:
    return QueuedMail.objects.filter(kind=CHANGED).count()


def signed_in(member: Membership) -> Client:
    browser = Client()
    browser.force_login(member.user)
    return browser


def beside(appointment: Appointment, *members: Membership) -> Appointment:
    appointment.further_moderators.set(members)
    return appointment


def test_a_further_moderator_is_planned_named_and_sees_it(
    client: Client, ada: Membership, winter: Membership
):
    answer = client.post(PLAN, typed(further=[str(winter.id)], invitation_text="Bringen Sie Zeit"))
    assert answer.status_code == 302
    appointment = Appointment.objects.get()
    assert appointment.moderators == [ada, winter]
    mail = mails.invitation(appointment.participants.get().id)
    for text in (mail.text, mail.html):
        assert "mit Dr. Ada Sommer und Dr. Ada Winter" in text
        assert "Bringen Sie Zeit" in text
    assert b"Winter" in mail.calendar.content.replace(b"\r\n ", b"")
    assert b"Bringen" not in mail.calendar.content
    theirs = signed_in(winter)
    assert "Kontrolltermin" in theirs.get("/portal/appointments/").content.decode()
    page = theirs.get(url("detail", appointment)).content.decode()
    assert "Sprechstunde öffnen" in page
    assert "Termin absagen" not in page
    assert theirs.get(url("change", appointment)).status_code == 403
    assert theirs.post(url("cancel", appointment)).status_code == 403


def test_who_is_not_beside_sees_nothing(ada: Membership, winter: Membership):
    appointment = make_appointment(ada)
    assert signed_in(winter).get(url("detail", appointment)).status_code == 403
    listed = signed_in(winter).get("/portal/appointments/").content.decode()
    assert "Kontrolltermin" not in listed


@pytest.mark.parametrize("role", [None, Role.ORGANISER], ids=["elsewhere", "holds none"])
def test_another_practices_member_is_refused_at_the_field(
    client: Client, ada: Membership, role: Role | None
):
    stranger = make_member(ada.practice, role) if role else make_member()
    answer = client.post(PLAN, typed(further=[str(stranger.id)]))
    assert answer.status_code == 422
    assert field_error(answer.content.decode(), "id_further")
    assert not Appointment.objects.exists()


def test_no_program_gives_an_appointment_to_another_practice(ada: Membership):
    plan = make_plan(ada)
    object.__setattr__(plan, "further", [make_member()])
    with pytest.raises(ValueError, match="another practice"):
        plan_appointment(ada.practice, plan, submission=ada.id, by=ada.user, now=MONDAY)


def test_a_busy_further_moderator_collides(ada: Membership, winter: Membership):
    appointment = beside(make_appointment(ada), winter)
    end = TUESDAY_10 + QUARTER
    for member in (ada, winter):
        busy = ada.practice.appointments.overlapping(member, TUESDAY_10, end)
        assert list(busy) == [appointment]
    third = make_member(ada.practice)
    assert not ada.practice.appointments.overlapping(third, TUESDAY_10, end).exists()


def test_a_change_that_says_nothing_about_them_keeps_texts_and_moderators(
    ada: Membership, winter: Membership
):
    erika = make_participant(beside(make_appointment(ada), winter))
    Appointment.objects.update(note="intern", invitation_text="Bringen Sie Zeit")
    change_appointment(
        erika.appointment, make_plan(ada, ERIKA, title="Neu"), by=ada.user, now=MONDAY
    )
    appointment = Appointment.objects.get()
    assert (appointment.note, appointment.invitation_text) == ("intern", "Bringen Sie Zeit")
    assert appointment.moderators == [ada, winter]


def test_handing_over_while_planned_tells_everybody_and_the_giver_goes(
    ada: Membership, winter: Membership
):
    erika = make_participant(make_appointment(ada))
    given = hand_over(erika.appointment, winter, stays=False, by=ada.user, now=MONDAY)
    assert given.moderators == [winter]
    assert (given.sequence, told()) == (1, 1)
    assert Entry.objects.get().action == "appointment.handed_over"


def test_while_it_runs_nobody_gets_a_mail_and_the_giver_may_stay(
    ada: Membership, winter: Membership
):
    erika = make_participant(make_appointment(ada))
    given = hand_over(erika.appointment, winter, stays=True, by=ada.user, now=IN_TIME)
    assert given.moderators == [winter, ada]
    assert told() == 0
    again = hand_over(erika.appointment, winter, stays=False, by=ada.user, now=IN_TIME)
    assert again.moderators == [winter, ada], "a second press does nothing"
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "now", "code"),
    [
        ({"cancelled_at": MONDAY}, IN_TIME, "cancelled"),
        ({}, TUESDAY_10 + 2 * QUARTER, "over"),
    ],
)
def test_what_is_over_is_not_handed_over(
    ada: Membership, winter: Membership, change, now, code: str
):
    appointment = make_appointment(ada)
    Appointment.objects.update(**change or {"title": "wie zuvor"})
    with pytest.raises(RefusedError, match=code):
        hand_over(appointment, winter, stays=False, by=ada.user, now=now)


def test_nor_to_who_holds_none_or_works_elsewhere(ada: Membership):
    appointment = make_appointment(ada)
    organiser = make_member(ada.practice, Role.ORGANISER)
    with pytest.raises(RefusedError, match="not_a_provider"):
        hand_over(appointment, organiser, stays=False, by=ada.user, now=MONDAY)
    with pytest.raises(ValueError, match="another practice"):
        hand_over(appointment, make_member(), stays=False, by=ada.user, now=MONDAY)


def test_the_page_hands_over_and_leads_to_where_one_may_still_be(
    client: Client, ada: Membership, winter: Membership
):
    appointment = make_appointment(ada)
    page = client.get(url("hand-over", appointment)).content.decode()
    assert "Dr. Ada Winter" in page
    assert "Dr. Ada Sommer darf weiter eintreten" in page
    stranger = make_member()
    refused = client.post(url("hand-over", appointment), {"colleague": stranger.id})
    assert refused.status_code == 422
    assert field_error(refused.content.decode(), "id_colleague")
    answer = client.post(url("hand-over", appointment), {"colleague": winter.id})
    assert answer["Location"] == "/portal/"
    assert client.get(url("detail", appointment)).status_code == 403
    assert signed_in(winter).get(url("hand-over", appointment)).status_code == 200


def test_a_further_moderator_does_not_give_away_what_is_not_theirs(
    ada: Membership, winter: Membership
):
    appointment = beside(make_appointment(ada), winter)
    answer = signed_in(winter).post(url("hand-over", appointment), {"colleague": winter.id})
    assert answer.status_code == 403


def test_who_has_left_is_no_moderator_any_more(ada: Membership, winter: Membership):
    appointment = beside(make_appointment(ada), winter)
    Membership.objects.filter(id=winter.id).update(ended_at=MONDAY)
    assert appointment.moderators == [ada]


def test_who_takes_over_from_a_colleague_that_leaves_is_named_once(
    ada: Membership, winter: Membership
):
    appointment = beside(make_appointment(ada), winter)
    hand_over_planned(ada, winter, ada.user, MONDAY)
    assert Appointment.objects.get(id=appointment.id).moderators == [winter]


def test_another_invitation_text_is_told_an_emptied_one_and_a_note_are_not(
    client: Client, ada: Membership
):
    erika = make_participant(make_appointment(ada))
    same = {"people-0-participant": str(erika.id)}
    client.post(url("change", erika.appointment), typed(note="intern", **same))
    assert told() == 0
    client.post(url("change", erika.appointment), typed(invitation_text="Neu", **same))
    assert told() == 1
    QueuedMail.objects.all().delete()
    client.post(url("change", erika.appointment), typed(invitation_text="", **same))
    assert told() == 0


def test_the_note_stays_in_the_practice(client: Client, ada: Membership):
    client.post(PLAN, typed(note="Nur für uns"))
    appointment = Appointment.objects.get()
    assert "Nur für uns" in client.get(url("detail", appointment)).content.decode()
    mail = mails.invitation(appointment.participants.get().id)
    assert "Nur für uns" not in mail.text + mail.html


@pytest.mark.parametrize("name", ["note", "invitation_text"])
@pytest.mark.parametrize("text", ["x" * 1001, "Gruß\x07"], ids=["long", "unseen"])
def test_texts_that_cannot_be_are_refused_at_the_field(
    client: Client, ada: Membership, name: str, text: str
):
    answer = client.post(PLAN, typed(**{name: text}))
    assert answer.status_code == 422
    assert field_error(answer.content.decode(), f"id_{name}")


def test_of_a_series_one_changes_what_one_holds_and_not_what_one_holds_beside(
    ada: Membership, winter: Membership
):
    appointment = beside(make_appointment(ada), winter)
    planned = ada.practice.appointments
    assert list(planned.within_reach_of(winter)) == [appointment]
    assert not planned.planned_by(winter).exists()
    assert list(planned.planned_by(ada)) == [appointment]
    assert planned.planned_by(make_member(ada.practice, Role.OWNER)).exists()
