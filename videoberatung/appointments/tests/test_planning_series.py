from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from videoberatung.appointments.models import Appointment, Participant, Series
from videoberatung.appointments.recurrence import Recurrence
from videoberatung.appointments.services.inviting import INVITATION, invite_again
from videoberatung.appointments.services.reminding import remind_participants
from videoberatung.appointments.services.telling import IN_SERIES
from videoberatung.appointments.tests.factories import (
    BERND,
    ERIKA,
    MONDAY,
    TUESDAY_10,
    make_appointment,
)
from videoberatung.appointments.tests.series_factories import (
    make_series,
    occurrence,
    only_person,
    people_at,
)
from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.models import Practice
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member, make_practice
from videoberatung.trail.models import Entry

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)


def test_each_day_is_an_appointment_with_people_of_its_own_and_one_mail_tells_all():
    series = make_series(ERIKA, BERND)
    appointments = list(series.appointments.order_by("position"))
    assert [one.starts_at for one in appointments] == [TUESDAY_10 + WEEK * n for n in range(4)]
    assert {one.minutes for one in appointments} == {30}
    assert Participant.objects.count() == 8
    assert Participant.objects.values("code_digest").distinct().count() == 8
    kinds = QueuedMail.objects.values_list("kind", flat=True)
    assert list(kinds) == [INVITATION + IN_SERIES] * 2
    assert {mail.subject_id for mail in QueuedMail.objects.all()} == {
        one.id for one in series.people.all()
    }
    assert Entry.objects.get().action == "series.planned"


def test_the_same_form_twice_plans_once():
    submission, moderator = uuid4(), make_member()
    one = make_series(moderator=moderator, submission=submission)
    assert make_series(moderator=moderator, submission=submission) == one
    assert (Series.objects.count(), Appointment.objects.count()) == (1, 4)
    assert QueuedMail.objects.count() == 1


@pytest.mark.parametrize(
    ("zone", "first", "days"),
    [
        # The last Sundays of March and October in Europe, the first of April and October down
        # under, the second of March in America: by the clock on the wall nothing moves.
        ("Europe/Berlin", date(2030, 3, 24), ["09:00", "08:00"]),
        ("Europe/Berlin", date(2030, 10, 20), ["08:00", "09:00"]),
        ("Europe/Lisbon", date(2030, 10, 20), ["09:00", "10:00"]),
        ("Australia/Sydney", date(2030, 3, 31), ["23:00", "00:00"]),
        ("Australia/Sydney", date(2030, 9, 29), ["00:00", "23:00"]),
        ("America/New_York", date(2030, 3, 3), ["15:00", "14:00"]),
        ("Africa/Casablanca", date(2029, 12, 23), ["09:00", "10:00"]),
        ("Asia/Kolkata", date(2030, 10, 20), ["04:30", "04:30"]),
    ],
)
def test_the_clock_on_the_wall_shows_the_same_on_both_sides_of_a_change(zone, first, days):
    practice = make_practice()
    Practice.objects.filter(id=practice.id).update(time_zone=zone)
    practice.refresh_from_db()
    starts_at = datetime(first.year, first.month, first.day, 10, tzinfo=practice.zone)
    series = make_series(
        moderator=make_member(practice),
        recurrence=Recurrence("week", times=2),
        starts_at=starts_at.astimezone(UTC),
        now=datetime(2029, 12, 1, tzinfo=UTC),
    )
    starts = [one.starts_at for one in series.appointments.order_by("position")]
    assert {f"{one.astimezone(practice.zone):%H:%M}" for one in starts} == {"10:00"}
    assert [f"{one.astimezone(UTC):%H:%M}" for one in starts] == days


def test_on_the_day_the_clocks_skip_the_hour_it_begins_an_hour_later():
    starts_at = datetime(2030, 3, 24, 1, 30, tzinfo=UTC)  # 2:30 in Berlin
    series = make_series(starts_at=starts_at, recurrence=Recurrence("week", times=3))
    zone = series.practice.zone
    local = [one.starts_at.astimezone(zone) for one in series.appointments.order_by("position")]
    assert [f"{one:%d.%m. %H:%M}" for one in local] == [
        "24.03. 02:30",
        "31.03. 03:30",
        "07.04. 02:30",
    ]


def test_in_the_hour_that_comes_twice_it_is_the_first():
    starts_at = datetime(2030, 10, 20, 0, 30, tzinfo=UTC)  # 2:30 in Berlin
    series = make_series(starts_at=starts_at, recurrence=Recurrence("week", times=2))
    assert occurrence(series, 2).starts_at == starts_at + WEEK


@pytest.mark.parametrize(
    ("recurrence", "starts_at", "code"),
    [
        (Recurrence("week", times=1), TUESDAY_10, "too_few_occurrences"),
        (Recurrence("week", until=date(2030, 1, 8)), TUESDAY_10, "too_few_occurrences"),
        (Recurrence("day", until=date(2030, 6, 1)), TUESDAY_10, "too_many_occurrences"),
        (Recurrence("month_day", times=30), TUESDAY_10, "too_far_ahead"),
        (Recurrence("week", times=3), MONDAY - timedelta(hours=1), "in_the_past"),
    ],
)
def test_a_series_that_cannot_be_is_refused(recurrence, starts_at, code: str):
    with pytest.raises(RefusedError, match=code):
        make_series(recurrence=recurrence, starts_at=starts_at)
    assert not Series.objects.exists()
    assert not QueuedMail.objects.exists()


def test_nor_one_held_by_somebody_who_may_not():
    organiser = make_member(role=Role.ORGANISER)
    with pytest.raises(RefusedError, match="not_a_provider"):
        make_series(moderator=organiser)
    Practice.objects.update(most_people=1)
    provider = make_member(Practice.objects.get())
    with pytest.raises(RefusedError, match="too_many_people"):
        make_series(ERIKA, BERND, moderator=provider)


def test_two_appointments_never_have_the_same_place():
    series = make_series()
    other = make_appointment(occurrence(series, 1).moderator)
    with pytest.raises(IntegrityError):
        Appointment.objects.filter(id=other.id).update(series=series, position=1)


def test_the_limit_on_invitations_counts_mails():
    series = make_series(ERIKA, BERND)
    since = MONDAY - timedelta(hours=1)
    assert series.practice.participants.invitations_since(since) == 2


def test_reminders_come_before_each_one():
    series = make_series()
    Practice.objects.update(reminders=[60])
    QueuedMail.objects.all().delete()
    for position in (1, 2):
        start = occurrence(series, position).starts_at
        assert remind_participants(start - timedelta(minutes=61)) == 0
        assert remind_participants(start - timedelta(minutes=59)) == 1


def test_inviting_again_sends_the_series_once_more():
    series = make_series()
    [erika] = people_at(series, 3)
    QueuedMail.objects.all().delete()
    by = occurrence(series, 3).moderator.user
    invite_again(erika, by=by, now=MONDAY + timedelta(hours=1))
    mail = QueuedMail.objects.get()
    assert (mail.kind, mail.subject_id) == (INVITATION + IN_SERIES, only_person(series).id)
    [same] = people_at(series, 1)
    with pytest.raises(RefusedError, match="invited_just_now"):
        invite_again(same, by=by, now=MONDAY + timedelta(hours=1, minutes=1))
