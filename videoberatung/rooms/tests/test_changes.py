"""What live rooms hear of the planning."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from videoberatung.appointments.announcements import announce
from videoberatung.appointments.services import hand_over
from videoberatung.practices import announcements as team
from videoberatung.practices.roles import Role
from videoberatung.practices.services.team import remove_member
from videoberatung.practices.tests.factories import make_member
from videoberatung.rooms import live_keys
from videoberatung.rooms.hooks import tell_change, tell_member
from videoberatung.rooms.tests.factories import (
    END,
    START,
    make_appointment,
    make_participant,
    signed_in,
)
from videoberatung.signalling import bus

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> Iterator[list[bus.RoomChanges]]:
    """What signalling would have been told."""
    said: list[bus.RoomChanges] = []
    bus.set_publisher(said.append)
    yield said
    bus.set_publisher(lambda changes: None)


def test_a_change_is_told_with_the_whole_state_after_the_commit(
    heard: list[bus.RoomChanges], django_capture_on_commit_callbacks
):
    appointment = make_appointment()
    with django_capture_on_commit_callbacks(execute=True):
        announce(appointment)
        assert heard == []
    (room,) = heard[0].rooms
    assert room.room == live_keys.room_key(appointment.id)
    assert room.session == live_keys.session_key(appointment.id, 1)
    assert (room.ends_at, room.cancelled, room.withdrawn) == (END.timestamp(), False, ())


def test_a_cancellation_is_told(heard: list[bus.RoomChanges]):
    tell_change(make_appointment(cancelled_at=START).id)
    assert heard[0].rooms[0].cancelled


def test_a_replaced_link_and_a_removed_person_lose_their_access(heard: list[bus.RoomChanges]):
    appointment = make_appointment()
    replaced = make_participant(appointment, link_version=2)
    removed = make_participant(appointment, link_version=None)
    tell_change(appointment.id)
    withdrawn = heard[0].rooms[0].withdrawn
    assert live_keys.participant_access(replaced.id, 1) in withdrawn
    assert live_keys.participant_access(replaced.id, 2) not in withdrawn
    assert live_keys.participant_access(removed.id, 1) in withdrawn


def test_an_appointment_that_is_gone_is_not_told(heard: list[bus.RoomChanges]):
    tell_change(make_member().id)
    assert heard == []


def test_signing_out_ends_what_this_browser_had_opened(heard: list[bus.RoomChanges]):
    browser: Client = signed_in(make_member())
    cookie = browser.cookies["APPSESSION"].value
    browser.post("/logout/")
    assert live_keys.browser_key(cookie) in heard[0].signed_out


def test_a_member_who_is_removed_is_told_after_the_commit(
    heard: list[bus.RoomChanges], django_capture_on_commit_callbacks
):
    owner = make_member(role=Role.OWNER)
    provider = make_member(owner.practice)
    with django_capture_on_commit_callbacks(execute=True):
        remove_member(provider, by=owner, now=START)
        assert heard == []
    (state,) = heard[0].members
    assert state.access == live_keys.member_access(provider.id)
    assert (state.present, state.since) == (False, START.timestamp())


def test_who_no_longer_holds_consultations_is_told_as_such(heard: list[bus.RoomChanges]):
    tell_member(make_member().id)
    tell_member(make_member(role=Role.ORGANISER).id)
    assert [(one.members[0].present, one.members[0].holds) for one in heard] == [
        (True, True),
        (True, False),
    ]


def test_changes_of_members_are_told_again_for_ten_minutes(
    heard: list[bus.RoomChanges], django_capture_on_commit_callbacks
):
    member = make_member()
    for minutes, count in ((9, 1), (11, 0)):
        heard.clear()
        with django_capture_on_commit_callbacks(execute=True):
            team.repeat_changes(member.changed_at + timedelta(minutes=minutes))
        assert len(heard) == count


def test_a_hand_over_is_told_with_all_moderators_and_their_windows_ask_anew(
    heard: list[bus.RoomChanges], django_capture_on_commit_callbacks
):
    giver = make_member()
    colleague = make_member(giver.practice)
    appointment = make_appointment(giver)
    with django_capture_on_commit_callbacks(execute=True):
        hand_over(appointment, colleague, stays=False, by=giver.user, now=START)
    rooms = [room for said in heard for room in said.rooms]
    assert rooms[-1].moderators == (live_keys.member_access(colleague.id),)
    members = {one.access: one.since for said in heard for one in said.members}
    assert members == {
        live_keys.member_access(one.id): START.timestamp() for one in (giver, colleague)
    }


def test_further_moderators_may_moderate(heard: list[bus.RoomChanges]):
    appointment = make_appointment()
    colleague = make_member(appointment.practice)
    appointment.further_moderators.add(colleague)
    tell_change(appointment.id)
    assert live_keys.member_access(colleague.id) in (heard[0].rooms[0].moderators or ())
