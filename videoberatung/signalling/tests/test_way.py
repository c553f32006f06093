"""The whole way of a consultation, over real sockets."""

import pytest

from videoberatung.signalling.receipts import judge_receipt, receipt_key
from videoberatung.signalling.tests.loopback import Browser, serving
from videoberatung.signalling.tests.samples import KEY, ROOM, SESSION

pytestmark = pytest.mark.asyncio

OFFER = {"k": "sdp", "e": 1, "oid": 1, "d": {"type": "offer", "sdp": "v=0"}}
ANSWER = {"k": "sdp", "e": 1, "oid": 1, "d": {"type": "answer", "sdp": "v=0"}}
CANDIDATE = {"k": "cand", "e": 1, "c": {"candidate": "candidate:1", "sdpMid": "0"}}


async def test_from_the_knock_to_the_receipt():
    async with serving() as house:
        anna = await house.enter("anna")
        await anna.say("knock", name="Beispiel Anna")
        assert not (await anna.hear("waiting"))["moderator"]

        moderator = await house.enter("mod")
        assert await anna.hear("moderator") == {"t": "moderator", "present": True}

        await moderator.say("admit", peer=anna.peer, offer=OFFER)
        admitted = await anna.hear("admitted")
        assert admitted["offer"] == OFFER
        assert admitted["peers"] == [{"peer": moderator.peer, "role": "moderator"}]
        assert admitted["turn"]["ttl"] == 3600
        joined = {"t": "joined", "peer": anna.peer, "role": "participant"}
        assert await moderator.hear("joined") == joined

        for sender, receiver, message in (
            (anna, moderator, ANSWER),
            (moderator, anna, CANDIDATE),
            (anna, moderator, {"k": "cand", "e": 1, "c": None}),
            (anna, moderator, {"k": "bye"}),
        ):
            await sender.say("to", to=receiver.peer, m=message)
            assert await receiver.hear("from") == {"t": "from", "from": sender.peer, "m": message}

        await moderator.say("end")
        await check_receipt(await anna.hear("ended"))
        await check_receipt(await moderator.hear("ended"))
        assert await anna.closed() == await moderator.closed() == (1000, "")
        state = house.live.state()
        assert (state["rooms"], state["inside"], state["tombstones"]) == (0, 0, 1)


async def check_receipt(ended: dict) -> None:
    assert ended["why"] == "moderator"
    receipt = judge_receipt(ended["receipt"], public_key=receipt_key(KEY)).receipt
    assert receipt is not None
    assert receipt.session == SESSION
    assert {item.what: item.count for item in receipt.items}["names"] == 1


@pytest.mark.parametrize(
    "message",
    [
        {"k": "chat", "id": "1", "ts": 1, "text": "Guten Tag"},
        {"k": "hb", "n": 1, "st": {"mic": True, "cam": True}},
        {"k": "file", "name": "Befund.pdf"},
    ],
    ids=lambda message: message["k"],
)
async def test_the_conversation_does_not_go_over_the_server(message):
    async with serving() as house:
        moderator, anna = await house.pair()
        await anna.say("to", to=moderator.peer, m=message)
        assert await anna.closed() == (1008, "protocol")
        assert [heard["t"] for heard in await moderator.heard_until_pong()] == ["away"]


async def test_the_server_says_who_a_message_is_from():
    async with serving() as house:
        moderator, anna = await house.pair()
        await anna.say("to", to=moderator.peer, m={"k": "bye"})
        assert (await moderator.hear("from"))["from"] == anna.peer
        forged = {"from": moderator.peer, "to": moderator.peer, "m": {"k": "bye"}}
        await anna.say("to", **forged)
        assert await anna.closed() == (1008, "protocol")


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "admit", "peer": "self"},
        {"kind": "refuse", "peer": "self"},
        {"kind": "remove", "peer": "mod"},
        {"kind": "lock"},
        {"kind": "end"},
        {"kind": "turn"},
        {"kind": "to", "to": "mod", "m": {"k": "bye"}},
    ],
    ids=lambda asked: asked["kind"],
)
async def test_who_waits_has_no_say(asked):
    async with serving() as house:
        moderator, anna = await house.enter("mod"), await house.enter("anna")
        await anna.say("knock", name="Beispiel Anna")
        ids = {"self": anna.peer, "mod": moderator.peer}
        await anna.say(**{name: ids.get(str(value), value) for name, value in asked.items()})
        assert await anna.closed() == (1008, "protocol")
        # The same wish is granted to the moderator, who may.
        if asked["kind"] == "lock":
            await moderator.say("lock")
            assert (await moderator.hear("room"))["locked"]


async def test_leaving_is_told_at_once():
    async with serving() as house:
        moderator, anna = await house.pair()
        await anna.say("leave")
        assert await anna.closed() == (1000, "")
        assert await moderator.hear("left") == {"t": "left", "peer": anna.peer, "why": "left"}


async def test_the_lobby_sees_who_waits_and_writes_to_them():
    async with serving() as house:
        desk, other = await house.watch(), await house.watch("other desk")
        assert (await desk.hear("lobby"))["waiting"] == []
        anna, bert = await house.enter("anna"), await house.enter("bert")
        for browser, name in ((anna, "Beispiel Anna"), (bert, "Muster Bert")):
            await browser.say("knock", name=name, key=f"of-{browser.who}")
            assert (await desk.hear("knocking"))["key"] == f"of-{browser.who}"
            assert (await browser.hear("readers"))["readers"] == []
        await desk.say("read", key="of-desk")
        await other.say("read", key="of-other")
        await anna.hear("readers")
        [newer, reader] = (await anna.hear("readers"))["readers"]
        assert (newer["key"], reader["key"]) == ("of-other", "of-desk")
        sealed = {"iv": "a" * 16, "box": "sealed"}
        await desk.say("note", to=anna.peer, **sealed)
        assert await anna.hear("note") == {"t": "note", "from": reader["reader"], **sealed}
        await anna.say("note", to=reader["reader"], **sealed)
        assert await desk.hear("note") == {"t": "note", "from": anna.peer, "room": ROOM, **sealed}
        assert "note" not in await kinds(other)
        assert "note" not in await kinds(bert)
        await anna.say("leave")
        assert await desk.hear("gone") == {"t": "gone", "room": ROOM, "peer": anna.peer}


async def test_who_waits_learns_that_a_reader_has_gone_and_writes_into_the_void():
    async with serving() as house:
        anna, desk = await house.enter("anna"), await house.watch()
        await desk.say("read", key="of-desk")
        await desk.heard_until_pong()
        await anna.say("knock", name="Beispiel Anna", key="mine")
        [reader] = (await anna.hear("readers"))["readers"]
        await desk.say("leave")
        assert (await anna.hear("readers"))["readers"] == []
        await anna.say("note", to=reader["reader"], iv="a" * 16, box="sealed")
        assert await kinds(anna) == []


async def test_a_watcher_writes_only_with_a_key_that_can_be_answered():
    async with serving() as house:
        anna, desk = await house.enter("anna"), await house.watch()
        await anna.say("knock", name="Beispiel Anna", key="mine")
        await desk.hear("knocking")
        await desk.say("note", to=anna.peer, iv="a" * 16, box="sealed")
        assert await desk.closed() == (1008, "protocol")


async def test_moderators_read_along_and_say_so_again_when_they_come_back():
    async with serving() as house:
        moderator, anna = await house.enter("mod"), await house.enter("anna")
        await anna.say("knock", name="Beispiel Anna", key="mine")
        await anna.hear("readers")
        expected = [{"reader": moderator.peer, "key": "of-mod"}]
        await moderator.say("read", key="of-mod")
        assert (await anna.hear("readers"))["readers"] == expected
        again = await house.enter("mod")
        await again.say("read", key="of-mod")
        assert (await anna.hear("readers"))["readers"] == expected
        await again.say("leave")
        assert (await anna.hear("readers"))["readers"] == []


async def test_the_lobby_can_only_look_and_write():
    async with serving() as house:
        anna, desk = await house.enter("anna"), await house.watch()
        await anna.say("knock", name="Beispiel Anna")
        await desk.hear("knocking")
        await desk.say("admit", peer=anna.peer)
        assert await desk.closed() == (1008, "protocol")
        assert await kinds(anna) == ["waiting"]


async def test_a_watcher_of_other_rooms_sees_and_reaches_nobody():
    async with serving() as house:
        anna, desk = await house.enter("anna"), await house.watch(rooms=("another room",))
        await desk.hear("lobby")
        await desk.say("read", key="of-desk")
        await anna.say("knock", name="Beispiel Anna", key="mine")
        assert (await anna.hear("readers"))["readers"] == []
        await desk.say("note", to=anna.peer, iv="a" * 16, box="sealed")
        refused = {"t": "error", "code": "not_waiting", "re": "note"}
        assert await desk.heard_until_pong() == [refused]
        assert await kinds(anna) == []


async def kinds(browser: Browser) -> list[str]:
    return [message["t"] for message in await browser.heard_until_pong()]
