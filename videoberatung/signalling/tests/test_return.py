"""Coming back: another tab, another browser, a lost socket, a restarted server."""

import pytest

from videoberatung.signalling.tests.loopback import Browser, Loopback, serving

pytestmark = pytest.mark.asyncio


async def come_back(house: Loopback, browser: Browser) -> tuple[Browser, dict]:
    again = await house.show(browser.resume, who=browser.who)
    return again, await again.hear("welcome")


async def test_a_second_tab_of_the_same_browser_takes_over():
    async with serving() as house:
        moderator, older = await house.pair()
        newer = await house.enter("anna")
        assert await older.hear("replaced") == {"t": "replaced"}
        assert await older.closed() == (1000, "")
        # The place is the newer tab's now, and the end of the older one changes nothing.
        await moderator.say("to", to=newer.peer, m={"k": "bye"})
        assert await newer.hear("from")
        assert await moderator.heard_until_pong() == []


async def test_a_moderator_in_two_tabs_is_one_moderator():
    async with serving() as house:
        older = await house.enter("mod")
        newer = await house.enter("mod")
        assert await older.hear("replaced")
        anna = await house.enter("anna")
        await anna.say("knock", name="Beispiel Anna")
        assert (await newer.hear("knocking"))["peer"] == anna.peer
        assert house.live.state()["inside"] == 1


async def test_another_browser_with_the_same_link_waits_and_the_admitted_stays():
    async with serving() as house:
        moderator, anna = await house.pair()
        phone = await house.enter("anna/phone")
        await phone.say("knock", name="Beispiel Anna")
        knocking = await moderator.hear("knocking")
        assert (knocking["peer"], knocking["second"]) == (phone.peer, True)
        await phone.say("to", to=moderator.peer, m={"k": "bye"})
        assert await phone.closed() == (1008, "protocol")
        await anna.say("to", to=moderator.peer, m={"k": "bye"})
        assert (await moderator.hear("from"))["from"] == anna.peer


async def test_a_lost_socket_comes_back_with_its_resume_ticket():
    async with serving() as house:
        moderator, anna = await house.pair()
        await anna.socket.close()
        assert await moderator.hear("away") == {"t": "away", "peer": anna.peer}
        again, welcome = await come_back(house, anna)
        assert welcome["inside"]
        assert welcome["peers"] == [{"peer": moderator.peer, "role": "moderator"}]
        assert await moderator.hear("back") == {"t": "back", "peer": anna.peer}
        await moderator.say("to", to=again.peer, m={"k": "bye"})
        assert await again.hear("from")


async def test_who_does_not_come_back_is_gone_after_thirty_seconds():
    async with serving() as house:
        moderator, anna = await house.pair()
        await anna.socket.close()
        await moderator.hear("away")
        house.clock.ahead = 31
        house.live.tick()
        assert await moderator.hear("left") == {"t": "left", "peer": anna.peer, "why": "lost"}


async def test_a_message_to_who_is_away_is_lost_and_no_mistake():
    async with serving() as house:
        moderator, anna = await house.pair()
        await anna.socket.close()
        await moderator.hear("away")
        await moderator.say("to", to=anna.peer, m={"k": "bye"})
        assert await moderator.heard_until_pong() == []
        await moderator.say("to", to="x" * 22, m={"k": "bye"})
        refused = {"t": "error", "code": "unknown_peer", "re": "to"}
        assert await moderator.heard_until_pong() == [refused]


async def test_after_a_restart_everybody_finds_the_room_again():
    async with serving() as house:
        moderator, anna = await house.pair()
        bert = await house.enter("bert")
        port = house.port
    async with serving(port=port) as house:
        anna, welcome = await come_back(house, anna)
        assert (welcome["inside"], welcome["peers"]) == (True, [])
        moderator, welcome = await come_back(house, moderator)
        assert welcome["peers"] == [{"peer": anna.peer, "role": "participant"}]
        bert, welcome = await come_back(house, bert)
        assert (welcome["inside"], welcome["peers"]) == (False, [])
        assert "turn" not in welcome
        await anna.say("to", to=moderator.peer, m={"k": "bye"})
        assert (await moderator.hear("from"))["from"] == anna.peer
        await bert.say("to", to=moderator.peer, m={"k": "bye"})
        assert await bert.closed() == (1008, "protocol")


async def test_after_a_restart_the_removed_stay_out():
    async with serving() as house:
        moderator, anna = await house.pair()
        await moderator.say("remove", peer=anna.peer)
        assert await anna.hear("removed")
        resume = (await moderator.hear("resume"))["ticket"]
        port = house.port
    async with serving(port=port) as house:
        back = await house.show(anna.resume)
        assert (await back.hear("welcome"))["inside"]  # nobody knows yet
        again = await house.show(resume)
        assert (await again.hear("welcome"))["peers"] == []
        assert await back.hear("removed")
        once_more = await house.show(anna.resume)
        assert await once_more.closed() == (1008, "withdrawn")


async def test_no_ticket_revives_a_session_that_has_ended():
    async with serving() as house:
        moderator, anna = await house.pair()
        await moderator.say("end")
        await anna.closed()
        for ticket in (anna.resume, moderator.resume, house.ticket("anna"), house.ticket("bert")):
            browser = await house.show(ticket)
            assert await browser.closed() == (1008, "ended")
        assert await house.enter("anna", session="b" * 22)  # opened again


async def test_a_tombstone_outlives_every_ticket_of_its_session():
    async with serving() as house:
        moderator, anna = await house.pair()
        await moderator.say("end")
        await anna.closed()
        house.clock.ahead = 3599
        house.live.clean()
        assert house.live.state()["tombstones"] == 1
        house.clock.ahead = 3601
        house.live.clean()
        assert house.live.state()["tombstones"] == 0
        browser = await house.show(anna.resume)
        assert await browser.closed() == (1008, "ticket_expired")


async def test_an_empty_room_ends_and_is_buried():
    async with serving() as house:
        moderator, anna = await house.pair()
        for browser in (anna, moderator):
            await browser.say("leave")
            await browser.closed()
        house.clock.ahead = 299
        house.live.tick()
        assert house.live.state()["rooms"] == 1
        house.clock.ahead = 301
        house.live.tick()
        state = house.live.state()
        assert (state["rooms"], state["tombstones"]) == (0, 1)


async def test_a_restart_is_announced_and_nobody_is_let_in_any_more():
    async with serving() as house:
        anna, bert = await house.enter("anna"), await house.enter("bert")
        await house.live.drain()
        pauses = {(await browser.hear("drain"))["after_ms"] for browser in (anna, bert)}
        assert len(pauses) == 2  # not all at once
        late = await house.show(house.ticket("cleo"))
        assert await late.closed() == (1008, "wrong_owner")
