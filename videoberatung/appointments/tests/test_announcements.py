from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from videoberatung.appointments import announcements
from videoberatung.appointments.announcements import register_listener, repeat_changes
from videoberatung.appointments.services import cancel_appointment, extend_appointment
from videoberatung.appointments.tests.factories import MONDAY, TUESDAY_10, make_appointment

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> Iterator[list[UUID]]:
    """What a listener hears during the test."""
    ids: list[UUID] = []
    before = list(announcements._listeners)
    announcements._listeners.clear()
    register_listener(ids.append)
    yield ids
    announcements._listeners[:] = before


def test_a_change_is_told_after_the_commit(heard, django_capture_on_commit_callbacks):
    appointment = make_appointment()
    by = appointment.moderator.user
    with django_capture_on_commit_callbacks(execute=True):
        extend_appointment(appointment, minutes=15, by=by, now=TUESDAY_10)
        assert heard == []
    assert heard == [appointment.id]


def test_a_listener_that_fails_does_not_undo_the_change(heard, django_capture_on_commit_callbacks):
    def nobody_there(_appointment_id: UUID) -> None:
        raise ConnectionError

    announcements._listeners.insert(0, nobody_there)
    appointment = make_appointment()
    with django_capture_on_commit_callbacks(execute=True):
        cancel_appointment(appointment, by=appointment.moderator.user, now=MONDAY)
    appointment.refresh_from_db()
    assert appointment.cancelled_at == MONDAY
    assert heard == [appointment.id]


def test_changes_of_the_last_minutes_are_told_again(heard, django_capture_on_commit_callbacks):
    appointment = make_appointment()
    make_appointment()
    extend_appointment(appointment, minutes=15, by=appointment.moderator.user, now=TUESDAY_10)
    with django_capture_on_commit_callbacks(execute=True):
        assert repeat_changes(TUESDAY_10 + timedelta(minutes=9)) == 1
        assert repeat_changes(TUESDAY_10 + timedelta(minutes=11)) == 0
    assert heard == [appointment.id]
