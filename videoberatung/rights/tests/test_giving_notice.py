import pytest

from videoberatung.base.errors import RefusedError
from videoberatung.mail.models import QueuedMail
from videoberatung.practices.roles import Role
from videoberatung.practices.tests.factories import make_member, make_practice
from videoberatung.rights.kinds import ACCOUNT_ENDS, ACCOUNT_STAYS, PRACTICE_CLOSES, PRACTICE_STAYS
from videoberatung.rights.models import AccountEnding, PracticeClosing
from videoberatung.rights.services import (
    announce_closing,
    announce_ending,
    undo_closing,
    undo_ending,
)
from videoberatung.rights.tests.factories import (
    DAY,
    END,
    NOW,
    make_ending,
    make_person,
    queued,
    steps,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.mark.promise(8)
def test_notice_begins_two_weeks_to_think_it_over():
    person = make_person()
    ending = announce_ending(person, now=NOW)
    assert (ending.received_at, ending.ends_at) == (NOW, END)
    assert queued(ACCOUNT_ENDS) == [ending.id]
    assert steps() == ["account.ending_announced"]


def test_a_second_notice_changes_nothing():
    ending = make_ending()
    QueuedMail.objects.all().delete()
    again = announce_ending(ending.user, now=NOW + DAY)
    assert (again.id, again.ends_at) == (ending.id, END)
    assert queued(ACCOUNT_ENDS) == []
    assert steps() == ["account.ending_announced"]


def test_taken_back_it_is_as_if_nothing_had_been():
    ending = make_ending()
    undo_ending(ending, now=NOW + DAY)
    undo_ending(ending, now=NOW + DAY)
    assert not AccountEnding.objects.exists()
    assert queued(ACCOUNT_STAYS) == [ending.user_id]
    assert steps() == ["account.ending_announced", "account.ending_undone"]
    assert announce_ending(ending.user, now=NOW + DAY).id != ending.id


def test_too_late_to_take_it_back():
    ending = make_ending()
    undo_ending(ending, now=END)
    assert AccountEnding.objects.exists()


def test_the_last_owner_hands_over_or_closes_first():
    owner = make_member(role=Role.OWNER)
    with pytest.raises(RefusedError, match="only_owner"):
        announce_ending(owner.user, now=NOW)
    assert not AccountEnding.objects.exists()
    assert queued(ACCOUNT_ENDS) == []
    assert steps() == []

    make_member(owner.practice, Role.OWNER)
    assert announce_ending(owner.user, now=NOW).ends_at == END


def test_an_owner_who_leaves_too_does_not_count():
    one = make_member(role=Role.OWNER)
    other = make_member(one.practice, Role.OWNER)
    announce_ending(one.user, now=NOW)
    with pytest.raises(RefusedError, match="only_owner"):
        announce_ending(other.user, now=NOW)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROVIDER, Role.ORGANISER])
def test_everybody_else_may_go_at_any_time(role: Role):
    member = make_member(role=role)
    assert announce_ending(member.user, now=NOW).ends_at == END


def test_who_closes_the_practice_may_go_with_it_and_not_before():
    owner = make_member(role=Role.OWNER)
    closing = announce_closing(owner.practice, by=owner.user, now=NOW + DAY)
    ending = announce_ending(owner.user, now=NOW)
    assert ending.ends_at == closing.ends_at == END + DAY


def test_closing_is_told_to_everybody_in_the_team_and_to_nobody_else():
    owner = make_member(role=Role.OWNER)
    colleague = make_member(owner.practice, Role.ORGANISER)
    make_member()
    closing = announce_closing(owner.practice, by=owner.user, now=NOW)
    assert (closing.received_at, closing.ends_at) == (NOW, END)
    assert set(queued(PRACTICE_CLOSES)) == {owner.id, colleague.id}
    announce_closing(owner.practice, by=owner.user, now=NOW + DAY)
    assert PracticeClosing.objects.get().ends_at == END
    assert steps() == ["practice.closing_announced"]


def test_a_closing_can_be_taken_back():
    owner = make_member(role=Role.OWNER)
    closing = announce_closing(owner.practice, by=owner.user, now=NOW)
    undo_closing(closing, by=owner.user, now=END)
    assert PracticeClosing.objects.exists(), "too late"
    undo_closing(closing, by=owner.user, now=NOW + DAY)
    undo_closing(closing, by=owner.user, now=NOW + DAY)
    assert not PracticeClosing.objects.exists()
    assert queued(PRACTICE_STAYS) == [owner.id]
    assert steps() == ["practice.closing_announced", "practice.closing_undone"]


def test_a_practice_that_stays_keeps_one_owner():
    practice = make_practice()
    one, other = make_member(practice, Role.OWNER), make_member(practice, Role.OWNER)
    closing = announce_closing(practice, by=one.user, now=NOW)
    announce_ending(one.user, now=NOW)
    announce_ending(other.user, now=NOW)
    undo_closing(closing, by=other.user, now=NOW + DAY)
    assert [ending.user for ending in AccountEnding.objects.all()] == [one.user]
