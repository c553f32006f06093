"""Reminders follow from the appointment as it is at that moment."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from videoberatung.appointments import mails
from videoberatung.appointments.models import Appointment, Participant
from videoberatung.appointments.services import (
    Invitee,
    cancel_appointment,
    change_appointment,
    plan_appointment,
    reminding,
)
from videoberatung.appointments.services.reminding import REMINDER, remind, remind_participants
from videoberatung.appointments.tests.factories import MONDAY, TUESDAY_10, make_plan
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Practice
from videoberatung.practices.tests.factories import make_member

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SUNDAY = MONDAY - DAY
DASH = "\N{EN DASH}"


def planned(*, starts_at: datetime = TUESDAY_10, at: datetime = SUNDAY) -> Participant:
    """Erika is invited, a day and more ahead unless told otherwise."""
    member = make_member()
    plan = make_plan(member, starts_at=starts_at)
    plan_appointment(member.practice, plan, submission=uuid4(), by=member.user, now=at)
    return Participant.objects.get()


def moved(participant: Participant, *, to: datetime, at: datetime) -> None:
    appointment = Appointment.objects.get()
    erika = Invitee(participant.name, participant.email, participant=participant.id)
    plan = make_plan(appointment.moderator, erika, starts_at=to)
    change_appointment(appointment, plan, by=appointment.moderator.user, now=at)


def lead_times(*minutes: int) -> None:
    Practice.objects.update(reminders=list(minutes))


def test_one_mail_a_day_before_and_no_second():
    planned()
    moments = (MONDAY - HOUR, MONDAY + timedelta(seconds=1), MONDAY + HOUR, TUESDAY_10 - HOUR)
    assert [remind_participants(moment) for moment in moments] == [0, 1, 0, 0]
    assert QueuedMail.objects.filter(kind=REMINDER).count() == 1


def test_several_lead_times_one_mail_each():
    planned()
    lead_times(1440, 60)
    moments = (MONDAY + HOUR, MONDAY + 2 * HOUR, TUESDAY_10 - HOUR / 2, TUESDAY_10)
    assert [remind_participants(moment) for moment in moments] == [1, 0, 1, 0]


def test_lead_times_that_passed_together_make_one_mail():
    planned()
    lead_times(1440, 60)
    assert [remind_participants(TUESDAY_10 - HOUR / 2) for _ in range(2)] == [1, 0]


def test_who_was_invited_late_needs_none():
    planned(at=MONDAY + HOUR)
    lead_times(1440, 60)
    assert remind_participants(MONDAY + 2 * HOUR) == 0
    assert remind_participants(TUESDAY_10 - HOUR / 2) == 1, "the later one is still ahead"


def test_after_a_move_to_later_the_reminder_belongs_to_the_new_time():
    participant = planned()
    remind_participants(MONDAY + HOUR)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        assert mails.reminder(participant.id)
    moved(participant, to=TUESDAY_10 + 2 * DAY, at=MONDAY + 2 * HOUR)
    with time_machine.travel(MONDAY + 2 * HOUR, tick=False):
        assert mails.reminder(participant.id) is None, "one that waited is not sent any more"
    assert remind_participants(TUESDAY_10) == 0
    assert remind_participants(TUESDAY_10 + DAY + HOUR) == 1


def test_a_move_to_earlier_reminds_at_the_new_time_or_not_at_all():
    participant = planned()
    moved(participant, to=TUESDAY_10 - 2 * HOUR, at=SUNDAY + HOUR)
    assert remind_participants(MONDAY - HOUR) == 1
    moved(participant, to=MONDAY + 3 * HOUR, at=MONDAY)
    assert remind_participants(MONDAY + HOUR) == 0, "the change itself has just told them"


def test_nobody_is_reminded_of_what_is_cancelled_or_of_what_they_were_removed_from():
    participant = planned()
    appointment = Appointment.objects.get()
    Participant.objects.update(removed_at=SUNDAY, link_version=None)
    assert remind_participants(MONDAY + HOUR) == 0
    Participant.objects.update(removed_at=None, link_version=1)
    assert remind_participants(MONDAY + HOUR) == 1
    cancel_appointment(appointment, by=appointment.moderator.user, now=MONDAY + 2 * HOUR)
    with time_machine.travel(MONDAY + 2 * HOUR, tick=False):
        assert mails.reminder(participant.id) is None
    Participant.objects.update(told_at=SUNDAY)
    assert remind_participants(MONDAY + 3 * HOUR) == 0


@pytest.mark.parametrize("late", [timedelta(0), DAY])
def test_what_has_begun_or_is_over_is_not_announced(late: timedelta):
    participant = planned()
    assert remind_participants(TUESDAY_10 + late) == 0
    remind(participant, now=MONDAY)
    with time_machine.travel(TUESDAY_10 + late, tick=False):
        assert mails.reminder(participant.id) is None


def test_a_session_ended_before_its_time_is_not_announced():
    participant = planned()
    remind_participants(MONDAY + HOUR)
    Appointment.objects.update(ended_session=1)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        assert mails.reminder(participant.id) is None


def test_across_summer_time_a_day_is_24_hours_and_the_clock_is_right():
    start = datetime(2030, 3, 31, 8, tzinfo=UTC)  # 10 o'clock, after a night of 23 hours
    participant = planned(starts_at=start, at=start - 3 * DAY)
    assert remind_participants(start - DAY - timedelta(minutes=1)) == 0
    moment = start - DAY + timedelta(minutes=1)
    assert remind_participants(moment) == 1
    with time_machine.travel(moment, tick=False):
        assert f"10:00 {DASH} 10:30 Uhr" in mails.reminder(participant.id).text


def test_lead_times_that_change_meanwhile_hold_from_then_on():
    planned()
    lead_times()
    assert remind_participants(TUESDAY_10 - 5 * HOUR) == 0
    lead_times(60)
    assert remind_participants(TUESDAY_10 - 5 * HOUR) == 0
    lead_times(1440)
    assert [remind_participants(TUESDAY_10 - 4 * HOUR) for _ in range(2)] == [1, 0]
    lead_times(1440, 60)
    assert remind_participants(TUESDAY_10 - 3 * HOUR) == 0
    assert remind_participants(TUESDAY_10 - HOUR / 2) == 1


def test_a_worker_killed_between_mark_and_mail_leaves_neither(monkeypatch: pytest.MonkeyPatch):
    participant = planned()

    def dies(*_given: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reminding, "queue_mail", dies)
        with pytest.raises(KeyboardInterrupt):
            remind_participants(MONDAY + HOUR)
    assert Participant.objects.get().told_at == participant.told_at
    assert remind_participants(MONDAY + HOUR) == 1


def test_two_workers_with_the_same_list_queue_one_mail():
    first, second = planned(), Participant.objects.get()
    later = MONDAY + HOUR
    assert [remind(one, now=later) for one in (first, second)] == [True, False]
    assert QueuedMail.objects.filter(kind=REMINDER).count() == 1


def test_the_mail_says_when_and_where_in_neutral_words():
    participant = planned()
    Appointment.objects.update(title="Suchtberatung")
    remind_participants(MONDAY + HOUR)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        mail = mails.reminder(participant.id)
        assert mail.subject == "Erinnerung: Ihr Videotermin am 8. Januar"
        assert "Praxis am Markt möchte Sie an Ihren Videotermin erinnern." in mail.text
        assert f"10:00 {DASH} 10:30 Uhr" in mail.text
        assert "/w/" in mail.text
        assert "Suchtberatung" not in mail.text + mail.html
        assert mail.calendar is None, "it is in their calendar already"
        Participant.objects.update(language="en")
        english = mails.reminder(participant.id)
    assert english.subject == "Reminder: your appointment by video on 8 January"
    assert "would like to remind you" in english.text


def test_a_minute_in_which_nothing_is_due_costs_two_queries(django_assert_num_queries):
    planned()
    with django_assert_num_queries(2):
        assert remind_participants(MONDAY - HOUR) == 0
