"""Which handshakes and which tickets open anything."""

import time

import pytest
import websockets

from videoberatung.signalling.bus import RoomChanges, RoomState
from videoberatung.signalling.tests.loopback import ORIGIN, Browser, serving
from videoberatung.signalling.tests.samples import (
    KEY,
    OTHER_KEY,
    PRACTICE,
    ROOM,
    SESSION,
    access_id,
    browser_id,
    make_ticket,
)
from videoberatung.signalling.tickets import pseudonym, sign

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://video.example.org",
        "https://video.example.org:8443",
        "https://video.example.org:443",
        "https://video.example.org.evil.example",
        "https://evil.example",
        "https://sub.video.example.org",
        "https://video.example.org/",
        "https://video.example.org@evil.example",
        "HTTPS://VIDEO.EXAMPLE.ORG",
    ],
)
async def test_another_origin_is_refused_before_the_handshake(origin):
    async with serving() as house:
        with pytest.raises(websockets.InvalidStatus) as refused:
            await house.socket(origin=origin)
        assert refused.value.response.status_code == 403
        assert await house.socket(origin=ORIGIN)


@pytest.mark.parametrize("path", ["/", "/live/", "/live/short/", f"/live/{PRACTICE}", "/admin/"])
async def test_another_address_is_refused(path):
    async with serving() as house:
        with pytest.raises(websockets.InvalidStatus):
            await house.socket(url=f"ws://127.0.0.1:{house.port}{path}")


def signed(key: bytes = KEY, **changes) -> str:
    now = time.time()
    times = {"expires_at": now + 60, "ends_at": now + 1800}
    return sign(make_ticket("anna", **{**times, **changes}), key=key)


def tampered(ticket: str) -> str:
    return ticket[:40] + ("A" if ticket[40] != "A" else "B") + ticket[41:]


@pytest.mark.parametrize(
    ("ticket", "reason"),
    [
        (lambda: "", "ticket_invalid"),
        (lambda: "nonsense", "ticket_invalid"),
        (lambda: "é.é", "ticket_invalid"),
        (lambda: tampered(signed()), "ticket_invalid"),
        (lambda: signed(key=OTHER_KEY), "ticket_invalid"),
        (lambda: signed(expires_at=time.time() - 1), "ticket_expired"),
        (lambda: signed(practice=pseudonym(KEY, "practice", "other")), "wrong_owner"),
        (lambda: signed(ends_at=time.time() - 1), "over"),
    ],
    ids=["none", "nonsense", "letters", "tampered", "foreign key", "expired", "foreign", "over"],
)
async def test_a_ticket_that_does_not_count_is_refused_with_its_reason(ticket, reason):
    async with serving() as house:
        browser = await house.show(ticket())
        assert await browser.closed() == (1008, reason)
        assert house.live.state()["rooms"] == 0
        again = await house.show(signed())
        assert await again.hear("welcome")


async def test_a_ticket_of_the_previous_key_still_opens():
    async with serving() as house:
        browser = await house.show(signed(key=OTHER_KEY))
        assert await browser.closed() == (1008, "ticket_invalid")
    async with serving(previous_keys=(OTHER_KEY,)) as house:
        assert await (await house.show(signed(key=OTHER_KEY))).hear("welcome")


@pytest.mark.parametrize("kind", ["lock", "end", "leave", "turn"])
async def test_nothing_but_hello_is_understood_first(kind):
    async with serving() as house:
        stranger = Browser("stranger", await house.socket())
        await stranger.say(kind)
        assert await stranger.closed() == (1008, "protocol")


async def test_hello_cannot_be_said_twice():
    async with serving() as house:
        anna = await house.enter("anna")
        await anna.say("hello", v=1, ticket=house.ticket("mod"))
        assert await anna.closed() == (1008, "protocol")


async def test_who_says_nothing_is_closed_after_five_seconds():
    async with serving() as house:
        silent, anna = Browser("silent", await house.socket()), await house.enter("anna")
        house.clock.ahead = 4.9
        house.live.tick()
        assert await anna.heard_until_pong() == []
        house.clock.ahead = 5.1
        house.live.tick()
        assert await silent.closed() == (1008, "timeout")
        assert await anna.heard_until_pong() == []


async def test_who_falls_silent_is_closed():
    async with serving() as house:
        anna, bert = await house.enter("anna"), await house.enter("bert")
        house.clock.ahead = 60
        await bert.heard_until_pong()
        house.clock.ahead = 91
        house.live.tick()
        assert await anna.closed() == (1008, "timeout")
        assert await bert.heard_until_pong() == []


def change(**fields) -> RoomChanges:
    state = {"practice": PRACTICE, "room": ROOM, "ends_at": time.time() + 1800, **fields}
    return RoomChanges(rooms=(RoomState(**state),))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (change(cancelled=True), "ended"),
        (change(session="the next one"), "ended"),
        (change(withdrawn=(access_id("anna"),)), "withdrawn"),
        (RoomChanges(signed_out=(browser_id("anna"),)), "withdrawn"),
        (change(ends_at=time.time() - 1), "over"),
    ],
    ids=["cancelled", "opened again", "withdrawn", "signed out", "shortened"],
)
async def test_a_ticket_does_not_count_against_the_planning(changes, reason):
    async with serving() as house:
        house.live.apply(changes)
        browser = await house.show(signed())
        assert await browser.closed() == (1008, reason)


async def test_what_is_said_of_others_changes_nothing():
    async with serving() as house:
        house.live.apply(change(session=SESSION, withdrawn=(access_id("bert"),)))
        house.live.apply(RoomChanges(signed_out=(browser_id("bert"),)))
        assert await house.enter("anna")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (change(cancelled=True), "cancelled"),
        (change(session="the next one"), "over"),
        (change(withdrawn=(access_id("anna"),)), "withdrawn"),
        (RoomChanges(signed_out=(browser_id("anna"),)), "signed_out"),
    ],
    ids=["cancelled", "opened again", "withdrawn", "signed out"],
)
async def test_the_planning_reaches_who_is_there_once(changes, why):
    async with serving() as house:
        anna, bert = await house.enter("anna"), await house.enter("bert")
        house.live.apply(changes)
        assert (await anna.hear("ended"))["why"] == why
        assert await anna.closed() == (1000, "")
        house.live.apply(changes)
        if why in ("withdrawn", "signed_out"):
            assert "ended" not in [heard["t"] for heard in await bert.heard_until_pong()]


async def test_signing_out_ends_the_lobby_too():
    async with serving() as house:
        desk, other = await house.watch("desk"), await house.watch("other")
        await desk.hear("lobby")
        await other.hear("lobby")
        house.live.apply(RoomChanges(signed_out=(browser_id("desk"),)))
        assert (await desk.hear("ended"))["why"] == "signed_out"
        assert await other.heard_until_pong() == []


async def test_a_watcher_shows_a_new_ticket_every_hour():
    async with serving() as house:
        desk = await house.watch()
        await desk.hear("lobby")
        house.clock.ahead = 3601
        await desk.heard_until_pong()
        house.live.tick()
        assert await desk.closed() == (1008, "ticket_expired")


async def test_one_person_cannot_take_all_places():
    async with serving() as house:
        for browser in range(5):
            await house.enter(f"anna/{browser}")
        sixth = await house.show(house.ticket("anna/5"))
        assert await sixth.closed() == (1008, "too_many")
        assert await house.enter("anna/4")
        assert await house.enter("bert")
