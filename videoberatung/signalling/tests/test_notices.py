import pytest

from videoberatung.signalling.bus import RoomChanges, RoomState
from videoberatung.signalling.notices import Notices
from videoberatung.signalling.tests.samples import (
    ENDS_AT,
    NOW,
    PRACTICE,
    ROOM,
    SESSION,
    access_id,
    browser_id,
    make_ticket,
    peer_id,
)

FROM_OTHERS = RoomState(practice=PRACTICE, room="another room", ends_at=ENDS_AT, cancelled=True)


def state(**changes) -> RoomState:
    return RoomState(**{"practice": PRACTICE, "room": ROOM, "ends_at": ENDS_AT, **changes})


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        (RoomChanges(), None),
        (RoomChanges(rooms=(state(),)), None),
        (RoomChanges(rooms=(state(session=SESSION),)), None),
        (RoomChanges(rooms=(FROM_OTHERS,)), None),
        (RoomChanges(rooms=(state(withdrawn=(access_id("bert"),)),)), None),
        (RoomChanges(signed_out=(browser_id("bert"),), gone=(peer_id("bert"),)), None),
        (RoomChanges(rooms=(state(cancelled=True),)), "ended"),
        (RoomChanges(rooms=(state(session="the next one"),)), "ended"),
        (RoomChanges(rooms=(state(withdrawn=(access_id("anna"),)),)), "withdrawn"),
        (RoomChanges(signed_out=(browser_id("anna"),)), "withdrawn"),
        (RoomChanges(gone=(peer_id("anna"),)), "withdrawn"),
    ],
)
def test_a_ticket_counts_unless_the_planning_has_said_otherwise(changes, refusal):
    notices = Notices()
    notices.note(changes, now=NOW)
    assert notices.refusal(make_ticket()) == refusal


def test_the_last_word_about_a_room_counts():
    notices = Notices()
    assert notices.ends_at(make_ticket()) is None
    notices.note(RoomChanges(rooms=(state(withdrawn=(access_id("anna"),)),)), now=NOW)
    notices.note(RoomChanges(rooms=(state(ends_at=ENDS_AT + 900),)), now=NOW)
    assert notices.refusal(make_ticket()) is None
    assert notices.ends_at(make_ticket()) == ENDS_AT + 900


def test_an_ended_session_stays_buried_until_its_last_ticket_has_expired():
    notices = Notices()
    notices.bury(SESSION, now=NOW)
    notices.forget_old(NOW + 3599)
    assert (notices.refusal(make_ticket()), len(notices)) == ("ended", 1)
    assert notices.refusal(make_ticket(session="a" * 22)) is None
    notices.forget_old(NOW + 3600)
    assert (notices.refusal(make_ticket()), len(notices)) == (None, 0)


def test_what_was_said_is_forgotten_when_no_ticket_can_contradict_it():
    notices = Notices()
    notices.note(
        RoomChanges(
            rooms=(state(cancelled=True),),
            signed_out=(browser_id("anna"),),
            gone=(peer_id("anna"),),
        ),
        now=NOW,
    )
    notices.forget_old(NOW + 3599)
    assert notices.refusal(make_ticket()) is not None
    notices.forget_old(NOW + 3600)
    assert notices.refusal(make_ticket()) is None
