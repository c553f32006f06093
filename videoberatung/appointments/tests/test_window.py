from datetime import UTC, datetime, timedelta

import pytest

from videoberatung.appointments.window import DoorState, Window

START = datetime(2030, 1, 8, 9, tzinfo=UTC)
END = START + timedelta(minutes=30)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (START - timedelta(days=30), "too_early"),
        (START - timedelta(minutes=30) - SECOND, "too_early"),
        (START - timedelta(minutes=30), "open"),
        (START, "open"),
        (END - SECOND, "open"),
        (END, "over"),
        (END + timedelta(days=1), "over"),
    ],
)
def test_the_door_opens_half_an_hour_before_and_closes_at_the_end(now: datetime, state: DoorState):
    assert Window(START, END).state(now) == state


def test_a_draft_has_no_door():
    assert Window(START, END, is_published=False).state(START) == "draft"


@pytest.mark.parametrize("now", [START - timedelta(days=1), START, END])
def test_cancelled_counts_more_than_the_time(now: datetime):
    assert Window(START, END, is_cancelled=True).state(now) == "cancelled"


def test_an_ended_session_keeps_the_door_closed_until_it_is_over():
    window = Window(START, END, is_session_ended=True)
    assert window.state(START) == "ended"
    assert window.state(END) == "over"
