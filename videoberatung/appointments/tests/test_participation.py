"""One step for one person, also while the consultation runs."""

from datetime import timedelta

import pytest

from videoberatung.appointments import mails
from videoberatung.appointments.access import participant_for, token_for
from videoberatung.appointments.announcements import register_listener
from videoberatung.appointments.codes import code_for, digest_for, participant_for_code
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.rules import INVITATIONS_PER_HOUR, MOST_LINKS
from videoberatung.appointments.services import (
    Invitee,
    add_person,
    replace_address,
    replace_link,
    withdraw_invitation,
)
from videoberatung.appointments.tests.factories import (
    BERND,
    MONDAY,
    TUESDAY_10,
    make_participant,
)
from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Practice
from videoberatung.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
RUNNING = TUESDAY_10 + timedelta(minutes=5)
NEW = "erika.neu@example.org"


@pytest.fixture
def pair() -> tuple[Participant, Participant]:
    first = make_participant()
    return first, make_participant(first.appointment, name="Bernd", email="bernd@example.org")


def by(participant: Participant):
    return participant.appointment.moderator.user


def queued() -> list[tuple[str, str]]:
    people = dict(Participant.objects.values_list("id", "email"))
    rows = QueuedMail.objects.order_by("created_at").values_list("kind", "subject_id")
    return [(kind.removeprefix("appointments."), people[subject]) for kind, subject in rows]


def opens(participant: Participant, token: str, code: str) -> list[Participant | None]:
    return [participant_for(token), participant_for_code(code)]


def test_a_person_is_added_while_the_consultation_runs():
    first = make_participant()
    added = add_person(first.appointment, BERND, by=by(first), now=RUNNING)
    assert (added.number, added.name) == (2, "Bernd Beispiel")
    assert participant_for_code(code_for(added)) == added
    assert queued() == [("invitation", "bernd@example.org")]
    assert Entry.objects.get().action == "participant.added"


def test_no_more_people_than_the_practice_has_chosen():
    first = make_participant()
    Practice.objects.update(most_people=1)
    appointment = Appointment.objects.get()
    with pytest.raises(RefusedError, match="too_many_people"):
        add_person(appointment, BERND, by=by(first), now=MONDAY)


def test_a_withdrawn_person_is_out_at_once_and_told_once(pair):
    first, _second = pair
    token, code = token_for(first), code_for(first)
    withdraw_invitation(first, by=by(first), now=RUNNING)
    assert opens(first, token, code) == [None, None]
    assert queued() == [("withdrawn", "erika@example.org")]
    assert "abgesagt" in mails.cancelled(first.id).text
    with pytest.raises(RefusedError, match="removed"):
        withdraw_invitation(first, by=by(first), now=RUNNING)
    assert len(queued()) == 1
    assert Entry.objects.get().action == "participant.withdrawn"


@pytest.mark.promise(10)
def test_the_code_of_somebody_withdrawn_is_dead_and_not_kept(pair):
    first, _other = pair
    first.code_digest = digest_for(first)
    first.save(update_fields=["code_digest"])
    code = code_for(first)
    assert participant_for_code(code) == first
    withdraw_invitation(first, by=by(first), now=RUNNING)
    assert participant_for_code(code) is None
    first.refresh_from_db()
    assert first.code_digest is None


def test_the_last_person_is_not_withdrawn_but_cancelled():
    only = make_participant()
    with pytest.raises(RefusedError, match="last_person"):
        withdraw_invitation(only, by=by(only), now=MONDAY)


def test_a_replaced_link_takes_the_code_along_and_the_new_one_is_mailed():
    participant = make_participant()
    token, code = token_for(participant), code_for(participant)
    new = replace_link(participant, by=by(participant), now=MONDAY)
    assert opens(participant, token, code) == [None, None]
    assert opens(new, token_for(new), code_for(new)) == [new, new]
    assert queued() == [("link_replaced", "erika@example.org")]
    mail = mails.link_replaced(new.id)
    assert mail.subject == "Neuer Link: Ihr Videotermin am 8. Januar"
    assert token_for(new) in mail.text
    assert token not in mail.text + mail.html
    assert mail.calendar.method == "REQUEST"


def test_without_an_address_a_new_link_is_passed_on_by_hand():
    participant = make_participant(email="")
    replace_link(participant, by=by(participant), now=MONDAY)
    assert queued() == []


def test_links_are_replaced_as_often_as_live_rooms_are_told_of():
    participant = make_participant(link_version=MOST_LINKS)
    with pytest.raises(RefusedError, match="too_many_links"):
        replace_link(participant, by=by(participant), now=MONDAY)


def test_behind_another_address_is_another_person():
    participant = make_participant()
    token, code = token_for(participant), code_for(participant)
    new = replace_address(participant, NEW, by=by(participant), now=MONDAY)
    assert opens(participant, token, code) == [None, None]
    assert opens(new, token_for(new), code_for(new)) == [new, new]
    assert (new.number, new.name, new.language) == (1, "Erika Muster", "de")
    assert queued() == [("invitation", NEW)], "nothing goes to the wrong address"


def test_an_address_that_was_missing_changes_nothing_else():
    participant = make_participant(email="")
    token = token_for(participant)
    same = replace_address(participant, NEW, by=by(participant), now=MONDAY)
    assert participant_for(token) == same
    assert queued() == [("invitation", NEW)]


def test_the_same_address_once_more_does_nothing():
    participant = make_participant()
    same = replace_address(participant, participant.email, by=by(participant), now=MONDAY)
    assert same == participant
    assert queued() == []
    assert not Entry.objects.exists()


def steps(participant: Participant, now):
    who = by(participant)
    return [
        lambda: add_person(participant.appointment, BERND, by=who, now=now),
        lambda: withdraw_invitation(participant, by=who, now=now),
        lambda: replace_link(participant, by=who, now=now),
        lambda: replace_address(participant, NEW, by=who, now=now),
    ]


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("state", ["over", "cancelled"])
def test_nothing_of_it_happens_to_what_is_over_or_cancelled(pair, state: str, number: int):
    first, _second = pair
    if state == "cancelled":
        Appointment.objects.update(cancelled_at=MONDAY)
    now = TUESDAY_10 + timedelta(days=1) if state == "over" else MONDAY
    with pytest.raises(RefusedError, match=state):
        steps(first, now)[number]()
    assert queued() == []


@pytest.mark.parametrize("number", [0, 2, 3])
def test_the_practice_does_not_look_like_a_sender_of_advertising(pair, number: int, monkeypatch):
    first, _second = pair
    monkeypatch.setattr("videoberatung.appointments.services.inviting.INVITATIONS_PER_HOUR", 0)
    assert INVITATIONS_PER_HOUR > 0
    version = first.link_version
    with pytest.raises(RefusedError, match="too_many_invitations"):
        steps(first, MONDAY)[number]()
    first.refresh_from_db()
    assert (first.link_version, first.removed_at) == (version, None), "all or nothing"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_live_rooms_hear_whose_access_is_dead(
    pair, number: int, monkeypatch, django_capture_on_commit_callbacks
):
    heard = []
    monkeypatch.setattr("videoberatung.appointments.announcements._listeners", [])
    register_listener(heard.append)
    first, _second = pair
    with django_capture_on_commit_callbacks(execute=True):
        steps(first, RUNNING)[number]()
    assert heard == [first.appointment_id]
    assert Appointment.objects.get().changed_at == RUNNING, "and it is said again"


def test_an_address_that_is_missing_can_be_left_out():
    first = make_participant()
    added = add_person(first.appointment, Invitee("Chris", ""), by=by(first), now=MONDAY)
    assert added.email == ""
    assert queued() == []
