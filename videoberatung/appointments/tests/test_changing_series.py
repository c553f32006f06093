from datetime import timedelta

import pytest

from videoberatung.appointments import series_mails
from videoberatung.appointments.models import Appointment, Participant, Series
from videoberatung.appointments.services import (
    cancel_appointment,
    cancel_series,
    change_appointment,
    change_series,
)
from videoberatung.appointments.services.calling_off import CANCELLED
from videoberatung.appointments.services.changing import CHANGED
from videoberatung.appointments.services.departing import call_off_planned, hand_over_planned
from videoberatung.appointments.services.inviting import INVITATION
from videoberatung.appointments.services.people import WITHDRAWN
from videoberatung.appointments.services.telling import IN_SERIES
from videoberatung.appointments.tests.factories import BERND, ERIKA, MONDAY, TUESDAY_10
from videoberatung.appointments.tests.series_factories import (
    make_series,
    occurrence,
    people_at,
    plan_of,
    stays,
)
from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.tests.factories import make_member
from videoberatung.trail.models import Entry

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
AS_PLANNED = [TUESDAY_10 + WEEK * number for number in range(4)]


@pytest.fixture
def series() -> Series:
    """Four Tuesdays, the invitation sent."""
    planned = make_series()
    QueuedMail.objects.all().delete()
    return planned


def change(series: Series, position: int, scope: str, *people, now=MONDAY, **more) -> int:
    one = occurrence(series, position)
    plan = plan_of(one, *people, **more)
    return change_series(one, plan, scope, by=one.moderator, now=now)


def move_alone(series: Series, position: int, by: timedelta) -> None:
    one = occurrence(series, position)
    plan = plan_of(one, starts_at=one.starts_at + by)
    change_appointment(one, plan, by=one.moderator.user, now=MONDAY)
    QueuedMail.objects.all().delete()


def starts(series: Series) -> list:
    return list(series.appointments.order_by("position").values_list("starts_at", flat=True))


def kinds() -> list[str]:
    return sorted(QueuedMail.objects.values_list("kind", flat=True))


def test_this_and_following_get_another_time_and_each_person_one_mail(series: Series):
    assert change(series, 2, "following", starts_at=AS_PLANNED[1] + HOUR) == 3
    assert starts(series) == [AS_PLANNED[0], *(one + HOUR for one in AS_PLANNED[1:])]
    assert kinds() == [CHANGED + IN_SERIES]
    assert Entry.objects.get(action="series.changed").subject == series.id


def test_all_means_all_that_have_not_begun(series: Series):
    now = AS_PLANNED[1] - HOUR
    assert change(series, 3, "all", starts_at=AS_PLANNED[2] + DAY, now=now) == 3
    assert starts(series) == [AS_PLANNED[0], *(one + DAY for one in AS_PLANNED[1:])]


def test_what_is_past_is_never_touched(series: Series):
    now = AS_PLANNED[2] - HOUR
    change(series, 3, "all", title="Beratung", minutes=45, now=now)
    past = series.appointments.filter(position__lte=2)
    assert {(one.title, one.minutes) for one in past} == {("Kontrolltermin", 30)}
    with pytest.raises(RefusedError, match="over"):
        change(series, 1, "all", title="Beratung", now=now)


def test_a_running_one_is_changed_with_those_to_come_but_keeps_its_start(series: Series):
    now = AS_PLANNED[1] + timedelta(minutes=5)
    assert change(series, 2, "all", minutes=60, now=now) == 3
    with pytest.raises(RefusedError, match="already_started"):
        change(series, 2, "all", starts_at=AS_PLANNED[1] + HOUR, now=now)


def test_one_moved_by_itself_stays_where_it_is_when_something_else_changes(series: Series):
    move_alone(series, 3, DAY + HOUR)
    change(series, 1, "all", title="Beratung", minutes=45)
    assert starts(series)[2] == AS_PLANNED[2] + DAY + HOUR
    assert {one.title for one in series.appointments.all()} == {"Beratung"}
    assert {one.minutes for one in series.appointments.all()} == {45}


def test_another_clock_for_all_is_one_for_it_too_on_the_day_it_was_moved_to(series: Series):
    move_alone(series, 3, DAY + HOUR * 5)
    change(series, 1, "all", starts_at=AS_PLANNED[0] + HOUR)
    assert starts(series)[2] == AS_PLANNED[2] + DAY + HOUR


def test_another_day_for_all_brings_it_back_beside_the_others(series: Series):
    move_alone(series, 3, DAY * 2)
    change(series, 1, "all", starts_at=AS_PLANNED[0] + DAY)
    assert starts(series) == [one + DAY for one in AS_PLANNED]
    change(series, 2, "following", starts_at=AS_PLANNED[1] + DAY * 2)
    assert starts(series) == [AS_PLANNED[0] + DAY, *(one + DAY * 2 for one in AS_PLANNED[1:])]


def test_a_title_of_its_own_survives_a_move_of_all(series: Series):
    series.appointments.filter(position=2).update(title="Erstgespräch")
    change(series, 1, "all", starts_at=AS_PLANNED[0] + HOUR)
    assert occurrence(series, 2).title == "Erstgespräch"


def test_a_cancelled_one_stays_cancelled_and_as_it_was(series: Series):
    second = occurrence(series, 2)
    cancel_appointment(second, by=second.moderator.user, now=MONDAY)
    change(series, 1, "all", starts_at=AS_PLANNED[0] + HOUR)
    second.refresh_from_db()
    assert (second.cancelled_at, second.starts_at) == (MONDAY, AS_PLANNED[1])


def test_another_title_is_nobody_elses_business(series: Series):
    change(series, 1, "all", title="Beratung")
    assert kinds() == []


def test_a_colleague_takes_over_from_here(series: Series):
    colleague = make_member(occurrence(series, 1).practice)
    change(series, 3, "following", moderator=colleague)
    held = series.appointments.filter(moderator=colleague).values_list("position", flat=True)
    assert sorted(held) == [3, 4]
    assert kinds() == [CHANGED + IN_SERIES]


def test_whoever_joins_gets_one_invitation_to_what_follows(series: Series):
    [erika] = people_at(series, 3)
    change(series, 3, "following", stays(erika), BERND)
    assert [len(people_at(series, position)) for position in (1, 2, 3, 4)] == [1, 1, 2, 2]
    assert kinds() == [INVITATION + IN_SERIES]
    mail = series_mails.invitation(QueuedMail.objects.get().subject_id)
    assert mail is None or mail.to == BERND.email


def test_whoever_leaves_hears_it_once_and_their_link_leads_to_what_is_left(series: Series):
    [erika] = people_at(series, 3)
    change(series, 3, "following", BERND)
    assert [one.name for one in people_at(series, 4)] == ["Bernd Beispiel"]
    assert kinds() == [INVITATION + IN_SERIES, WITHDRAWN + IN_SERIES]
    assert {one.name for one in people_at(series, 1)} == {"Erika Muster"}
    erika.refresh_from_db()
    assert erika.link_version is None


def test_a_corrected_address_is_corrected_everywhere_and_the_old_one_hears_nothing(
    series: Series,
):
    [erika] = people_at(series, 1)
    change(series, 1, "all", stays(erika, email="neu@example.org"))
    everywhere = Participant.objects.taking_part()
    assert {one.email for one in everywhere} == {"neu@example.org"}
    assert everywhere.values("in_series").distinct().count() == 1
    assert kinds() == [INVITATION + IN_SERIES]


def test_another_name_is_another_name_everywhere(series: Series):
    [erika] = people_at(series, 2)
    change(series, 2, "following", stays(erika, name="Erika Beispiel", language="en"))
    names = [
        (one.name, one.language) for position in (1, 2, 3) for one in people_at(series, position)
    ]
    assert names == [("Erika Muster", "de"), ("Erika Beispiel", "en"), ("Erika Beispiel", "en")]
    assert kinds() == []


def test_a_guest_of_one_day_stays_one(series: Series):
    [erika] = people_at(series, 2)
    second = occurrence(series, 2)
    plan = plan_of(second, stays(erika), BERND)
    change_appointment(second, plan, by=second.moderator.user, now=MONDAY)
    assert kinds() == [INVITATION]
    change(series, 2, "all", starts_at=AS_PLANNED[1] + HOUR)
    assert [len(people_at(series, position)) for position in (1, 2, 3)] == [1, 2, 1]
    assert kinds() == [CHANGED, CHANGED + IN_SERIES, INVITATION]


def test_if_it_cannot_be_for_one_nothing_changes(series: Series):
    with pytest.raises(RefusedError, match="in_the_past"):
        change(series, 2, "all", starts_at=AS_PLANNED[1] - DAY * 3)
    with pytest.raises(RefusedError, match="too_long"):
        change(series, 2, "all", minutes=13 * 60)
    assert starts(series) == AS_PLANNED
    assert kinds() == []


def test_to_nobody_of_another_practice(series: Series):
    with pytest.raises(ValueError, match="another practice"):
        change(series, 1, "all", moderator=make_member())


@pytest.mark.parametrize(
    ("scope", "off"), [("this", [2]), ("following", [2, 3, 4]), ("all", [1, 2, 3, 4])]
)
def test_cancelling_reaches_as_far_as_chosen_and_is_told_once(series: Series, scope, off):
    second = occurrence(series, 2)
    assert cancel_series(second, scope, by=second.moderator, now=MONDAY) == len(off)
    cancelled = series.appointments.exclude(cancelled_at=None).order_by("position")
    assert [one.position for one in cancelled] == off
    assert kinds() == [CANCELLED if scope == "this" else CANCELLED + IN_SERIES]


def test_cancelling_leaves_what_is_past(series: Series):
    third, now = occurrence(series, 3), AS_PLANNED[2] - HOUR
    assert cancel_series(third, "all", by=third.moderator, now=now) == 2
    assert cancel_series(third, "all", by=third.moderator, now=now) == 0


def test_a_member_who_goes_hands_over_the_series_or_calls_it_off_in_one_mail(series: Series):
    old = occurrence(series, 1).moderator
    colleague = make_member(old.practice)
    hand_over_planned(old, colleague, colleague.user, MONDAY)
    assert kinds() == [CHANGED + IN_SERIES]
    call_off_planned(colleague, old.user, MONDAY)
    assert kinds() == [CANCELLED + IN_SERIES, CHANGED + IN_SERIES]
    assert not Appointment.objects.filter(cancelled_at=None).exists()


def test_two_people_get_one_mail_each():
    series = make_series(ERIKA, BERND)
    QueuedMail.objects.all().delete()
    change(series, 1, "all", starts_at=AS_PLANNED[0] + HOUR)
    assert kinds() == [CHANGED + IN_SERIES] * 2
