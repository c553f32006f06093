"""Accept, decline, ask for another time, cancel."""

from dataclasses import replace
from datetime import timedelta

import pytest

from videoberatung.appointments.answers import Choice, count_answers, is_news, kind_after
from videoberatung.appointments.models import Answer, AnswerKind, Appointment, Participant
from videoberatung.appointments.rules import FARTHEST
from videoberatung.appointments.services import (
    Reply,
    answer_invitation,
    cancel_appointment,
    note_session_ended,
)
from videoberatung.appointments.services.answering import ANSWERED, MOST_ANSWERS
from videoberatung.appointments.tests.factories import (
    MONDAY,
    TUESDAY_10,
    make_appointment,
    make_participant,
)
from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Practice
from videoberatung.trail.models import Entry

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
YES = Reply(Choice.YES, TUESDAY_10)
NO = Reply(Choice.NO, TUESDAY_10)
OTHER = Reply(Choice.OTHER_TIME, TUESDAY_10, "Lieber nachmittags", (TUESDAY_10 + 5 * HOUR,))


def told() -> int:
    """How many mails about answers have been queued."""
    return QueuedMail.objects.filter(kind=ANSWERED).count()


@pytest.mark.parametrize(
    ("earlier", "choice", "kind"),
    [
        (None, "yes", "accepted"),
        (None, "no", "declined"),
        (None, "other_time", "other_time"),
        ("accepted", "no", "cancelled"),
        ("cancelled", "no", "cancelled"),
        ("cancelled", "yes", "accepted"),
        ("declined", "no", "declined"),
        ("other_time", "no", "declined"),
        ("accepted", "other_time", "other_time"),
    ],
)
def test_what_an_answer_means_depends_on_the_one_before(earlier, choice: str, kind: str):
    assert kind_after(earlier, choice) == kind


@pytest.mark.parametrize(
    ("earlier", "kind", "news"),
    [
        (None, "accepted", False),
        ("accepted", "accepted", False),
        (None, "declined", True),
        ("accepted", "cancelled", True),
        (None, "other_time", True),
        ("declined", "accepted", True),
    ],
)
def test_the_practice_hears_of_all_but_a_plain_yes(earlier, kind: str, news: bool):
    assert is_news(earlier, kind) is news


def test_who_comes_says_so_and_nobody_is_disturbed():
    erika = make_participant()
    answer = answer_invitation(erika, YES, now=MONDAY)
    assert (answer.kind, answer.starts_at, answer.given_at) == ("accepted", TUESDAY_10, MONDAY)
    assert told() == 0
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject) == ("participant.answered", None, erika.id)


def test_another_time_is_asked_for_with_words_and_wishes():
    answer_invitation(make_participant(), OTHER, now=MONDAY)
    answer = Answer.objects.get()
    assert (answer.kind, answer.text) == ("other_time", "Lieber nachmittags")
    assert answer.wished_starts == [TUESDAY_10 + 5 * HOUR]
    assert told() == 1


def test_a_double_click_answers_once():
    erika = make_participant()
    for _click in range(2):
        answer_invitation(erika, NO, now=MONDAY)
    assert (Answer.objects.get().times, told(), Entry.objects.count()) == (1, 1, 1)


def test_an_answer_is_changed_until_the_start():
    erika = make_participant()
    last = TUESDAY_10 - timedelta(seconds=1)
    for reply in (OTHER, YES, NO):
        answer_invitation(erika, reply, now=last)
    answer = Answer.objects.get()
    assert (answer.kind, answer.text, answer.wishes) == ("cancelled", "", [])


def test_the_practice_may_do_without_the_mails():
    Practice.objects.update(mails_answers=False)
    erika = make_participant()
    Practice.objects.update(mails_answers=False)
    answer_invitation(erika, NO, now=MONDAY)
    assert told() == 0


@pytest.mark.parametrize(
    ("now", "code"),
    [(TUESDAY_10, "answered_too_late"), (TUESDAY_10 + timedelta(minutes=30), "over")],
)
def test_from_the_start_on_it_is_too_late(now, code: str):
    with pytest.raises(RefusedError, match=code):
        answer_invitation(make_participant(), YES, now=now)
    assert not Answer.objects.exists()


def test_what_is_cancelled_is_not_answered():
    erika = make_participant(make_appointment(cancelled_at=MONDAY))
    with pytest.raises(RefusedError, match="cancelled"):
        answer_invitation(erika, YES, now=MONDAY)


def test_nor_what_was_ended_before_its_time():
    erika = make_participant()
    note_session_ended(erika.appointment, now=MONDAY)
    with pytest.raises(RefusedError, match="answered_too_late"):
        answer_invitation(erika, YES, now=MONDAY)


@pytest.mark.parametrize("change", [{"link_version": None}, {"removed_at": MONDAY}])
def test_whose_invitation_was_withdrawn_answers_nothing(change: dict[str, object]):
    erika = make_participant()
    Participant.objects.update(**({"link_version": None} | change))
    with pytest.raises(RefusedError, match="removed"):
        answer_invitation(erika, YES, now=MONDAY)


def test_nobody_accepts_a_time_they_have_not_seen():
    erika = make_participant()
    Appointment.objects.update(
        starts_at=TUESDAY_10 + HOUR, ends_at=TUESDAY_10 + HOUR + timedelta(minutes=30)
    )
    with pytest.raises(RefusedError, match="moved_meanwhile"):
        answer_invitation(erika, YES, now=MONDAY)
    answer_invitation(erika, replace(YES, about=TUESDAY_10 + HOUR), now=MONDAY)
    assert Answer.objects.get().starts_at == TUESDAY_10 + HOUR


def test_after_a_move_one_answers_afresh():
    erika = make_participant()
    answer_invitation(erika, YES, now=MONDAY)
    later = TUESDAY_10 + HOUR
    Appointment.objects.update(starts_at=later, ends_at=later + timedelta(minutes=30))
    erika = Participant.objects.taking_part().get()
    assert count_answers([erika], later) == []
    answer_invitation(erika, replace(NO, about=later), now=MONDAY)
    answer = Answer.objects.get()
    assert (answer.kind, answer.times) == ("declined", 1), "not cancelled: that was another time"


@pytest.mark.parametrize(
    ("wish", "code"),
    [(MONDAY, "wish_in_the_past"), (MONDAY + FARTHEST + HOUR, "wish_too_far_ahead")],
)
def test_a_wish_that_cannot_be_is_refused_by_its_number(wish, code: str):
    reply = replace(OTHER, wishes=(TUESDAY_10, wish))
    with pytest.raises(RefusedError, match=code) as refusal:
        answer_invitation(make_participant(), reply, now=MONDAY)
    assert refusal.value.numbers == {"num": 2}


def test_who_changes_their_mind_all_the_time_is_asked_to_call():
    erika = make_participant()
    for number in range(MOST_ANSWERS):
        answer_invitation(erika, YES if number % 2 else NO, now=MONDAY)
    with pytest.raises(RefusedError, match="answered_too_often"):
        answer_invitation(erika, NO, now=MONDAY)


def test_the_practice_sees_how_many_come():
    appointment = make_appointment()
    people = [make_participant(appointment, email=f"p{n}@example.org") for n in range(4)]
    for person, reply in zip(people, (YES, YES, OTHER), strict=False):
        answer_invitation(person, reply, now=MONDAY)
    counted = count_answers(appointment.participants.taking_part(), TUESDAY_10)
    assert [(one.kind, one.count) for one in counted] == [("other_time", 1), ("accepted", 2)]


def test_an_answer_survives_a_cancellation_until_everything_goes():
    erika = make_participant()
    answer_invitation(erika, YES, now=MONDAY)
    cancel_appointment(erika.appointment, by=None, now=MONDAY)
    assert Answer.objects.get().kind == AnswerKind.ACCEPTED
