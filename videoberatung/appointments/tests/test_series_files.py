"""What calendar programs make of a series, told by libraries that know nothing of ours."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
import vobject
from ical.calendar_stream import IcsCalendarStream

from videoberatung.appointments import mails, series_mails
from videoberatung.appointments.models import Participant, Series
from videoberatung.appointments.recurrence import Recurrence
from videoberatung.appointments.series_access import series_link_for
from videoberatung.appointments.services import (
    cancel_appointment,
    cancel_series,
    change_appointment,
    change_series,
)
from videoberatung.appointments.tests.factories import BERND, ERIKA, MONDAY, TUESDAY_10
from videoberatung.appointments.tests.series_factories import (
    make_series,
    occurrence,
    only_person,
    people_at,
    plan_of,
)
from videoberatung.practices.models import Practice
from videoberatung.privacy.erasure import erase_expired

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]

HOUR = timedelta(hours=1)
WEEK = timedelta(weeks=1)
EVER = datetime(2029, 1, 1, tzinfo=UTC), datetime(2032, 1, 1, tzinfo=UTC)


def by_ical(content: bytes) -> list[datetime]:
    """Every start that this library shows in a calendar."""
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    shown = calendar.timeline.included(*EVER)
    return sorted(one.dtstart.astimezone(UTC) for one in shown)


def by_vobject(content: bytes) -> list[datetime]:
    """The rule as dateutil and vobject read it, with the days apart put in by hand."""
    events = vobject.readOne(content.decode()).vevent_list
    [whole] = [one for one in events if not hasattr(one, "recurrence_id")]
    starts = {one.astimezone(UTC) for one in whole.getrruleset(addRDate=False)}
    for one in events:
        if hasattr(one, "recurrence_id"):
            starts.discard(one.recurrence_id.value.astimezone(UTC))
            starts.add(one.dtstart.value.astimezone(UTC))
    return sorted(starts)


def both(content: bytes) -> list[datetime]:
    one, other = by_ical(content), by_vobject(content)
    assert one == other
    return one


def planned(series: Series) -> list[datetime]:
    alive = series.appointments.filter(cancelled_at=None).order_by("starts_at")
    return list(alive.values_list("starts_at", flat=True))


def read(content: bytes) -> Iterable:
    return vobject.readOne(content.decode()).vevent_list


def invitation(series: Series) -> bytes:
    return series_mails.invitation(only_person(series).id).calendar.content


def test_an_invitation_is_one_event_that_repeats_and_leads_in_by_the_series_link():
    series = make_series()
    part = series_mails.invitation(only_person(series).id).calendar
    [event] = read(part.content)
    assert part.method == "REQUEST"
    assert both(part.content) == planned(series) == [TUESDAY_10 + WEEK * n for n in range(4)]
    assert event.rrule.value == "FREQ=WEEKLY;COUNT=4;BYDAY=TU"
    assert event.location.value == series_link_for(only_person(series))
    assert event.uid.value == f"{only_person(series).id}@localhost"


@pytest.mark.parametrize(
    "recurrence",
    [
        Recurrence("day", times=10),
        Recurrence("week", weekdays=(0, 3), times=9),
        Recurrence("fortnight", weekdays=(1, 2), times=9),
        Recurrence("month_weekday", times=12),
        Recurrence("month_day", times=12),
        Recurrence("week", times=52),
    ],
    ids=lambda one: one.every,
)
@pytest.mark.parametrize("clock", [(9, 0), (23, 30)], ids=["morning", "past midnight in Berlin"])
def test_every_rule_means_the_same_to_everybody(recurrence: Recurrence, clock: tuple[int, int]):
    starts_at = TUESDAY_10.replace(hour=clock[0], minute=clock[1])
    series = make_series(recurrence=recurrence, starts_at=starts_at)
    assert both(invitation(series)) == planned(series)


@pytest.mark.parametrize(
    "first",
    [
        datetime(2030, 3, 17, 9, tzinfo=UTC),
        datetime(2030, 10, 13, 8, tzinfo=UTC),
        datetime(2030, 10, 13, 0, 30, tzinfo=UTC),
    ],
    ids=["March", "October", "the hour that comes twice"],
)
def test_across_the_last_sundays_of_march_and_october(first: datetime):
    series = make_series(starts_at=first, recurrence=Recurrence("week", times=4))
    assert both(invitation(series)) == planned(series)


def test_a_series_through_the_hour_that_is_skipped_says_what_is_done_that_day():
    first = datetime(2030, 3, 24, 1, 30, tzinfo=UTC)
    series = make_series(starts_at=first, recurrence=Recurrence("week", times=3))
    events = read(invitation(series))
    starts = {one.dtstart.value.astimezone(UTC) for one in events if hasattr(one, "recurrence_id")}
    assert starts == {occurrence(series, 2).starts_at}


def test_a_day_moved_by_itself_is_that_day_alone_and_stays_so_in_the_whole():
    series = make_series()
    second = occurrence(series, 2)
    plan = plan_of(second, starts_at=second.starts_at + HOUR * 5)
    change_appointment(second, plan, by=second.moderator.user, now=MONDAY)
    [erika] = people_at(series, 2)
    [event] = read(mails.changed(erika.id).calendar.content)
    assert event.uid.value == f"{only_person(series).id}@localhost"
    assert event.recurrence_id.value.astimezone(UTC) == TUESDAY_10 + WEEK
    assert event.dtstart.value.astimezone(UTC) == TUESDAY_10 + WEEK + HOUR * 5
    assert event.sequence.value == "1"
    assert both(invitation(series)) == planned(series)


def test_a_day_cancelled_by_itself_is_taken_out_alone():
    series = make_series()
    second = occurrence(series, 2)
    cancel_appointment(second, by=second.moderator.user, now=MONDAY)
    [erika] = people_at(series, 2)
    part = mails.cancelled(erika.id).calendar
    [event] = read(part.content)
    assert part.method == "CANCEL"
    assert event.recurrence_id.value.astimezone(UTC) == TUESDAY_10 + WEEK
    assert event.status.value == "CANCELLED"
    assert both(invitation(series)) == planned(series)
    assert len(planned(series)) == 3


def test_all_that_follows_is_changed_and_then_cancelled():
    series = make_series()
    third = occurrence(series, 3)
    by = third.moderator
    before = read(invitation(series))[0].sequence.value
    change_series(
        third, plan_of(third, starts_at=third.starts_at + HOUR), "following", by=by, now=MONDAY
    )
    changed = series_mails.changed(only_person(series).id).calendar.content
    assert both(changed) == planned(series)
    assert all(int(one.sequence.value) > int(before) for one in read(changed))

    cancel_series(third, "following", by=by, now=MONDAY)
    part = series_mails.cancelled(only_person(series).id).calendar
    days = [one.recurrence_id.value.astimezone(UTC) for one in read(part.content)]
    assert (part.method, days) == ("CANCEL", [TUESDAY_10 + WEEK * 2, TUESDAY_10 + WEEK * 3])
    assert both(invitation(series)) == planned(series) == [TUESDAY_10, TUESDAY_10 + WEEK]


def test_when_nothing_is_left_the_whole_event_goes():
    series = make_series()
    first = occurrence(series, 1)
    cancel_series(first, "all", by=first.moderator, now=MONDAY)
    [event] = read(series_mails.cancelled(only_person(series).id).calendar.content)
    assert not hasattr(event, "recurrence_id")


def test_who_joins_later_sees_only_what_they_are_invited_to():
    series = make_series()
    third = occurrence(series, 3)
    people = [*plan_of(third).invitees, BERND]
    change_series(third, plan_of(third, *people), "following", by=third.moderator, now=MONDAY)
    bernd = series.people.exclude(id=series.people.order_by("since").first().id).get()
    mail = series_mails.invitation(bernd.id)
    assert mail.to == BERND.email
    assert both(mail.calendar.content) == planned(series)[2:]


def test_nothing_of_others_or_of_the_title_is_in_it():
    make_series(ERIKA, BERND)
    person = Participant.objects.filter(email=ERIKA.email).first().in_series
    content = series_mails.invitation(person.id).calendar.content.replace(b"\r\n ", b"")
    assert b"erika@example.org" in content  # the control
    for secret in (b"Kontrolltermin", b"Bernd", b"bernd@example.org"):
        assert secret not in content


def test_a_practice_that_moves_to_another_zone_moves_no_appointment():
    series = make_series()
    before = both(invitation(series))
    Practice.objects.update(time_zone="Atlantic/Canary")
    assert both(invitation(series)) == before == planned(series)


def test_a_past_day_stays_in_the_calendar_when_the_rest_is_changed():
    series = make_series()
    second = occurrence(series, 2)
    moved = plan_of(second, starts_at=second.starts_at + HOUR)
    change_appointment(second, moved, by=second.moderator.user, now=MONDAY)
    later = TUESDAY_10 + WEEK * 2 - HOUR
    erase_expired(later)
    with time_machine.travel(later, tick=False):
        assert both(invitation(series)) == planned(series)
