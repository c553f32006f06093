"""Nobody reaches another practice over a socket, nor learns what exists there.

Everybody says everything the protocol knows, with ids of another practice's live room and with
ids of nobody. A new message: add its type below.
"""

import asyncio
import json
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from tests.strangers.sockets import ARRIVALS, Practice, answer_to, two_practices
from videoberatung.signalling.protocol import ClientMessage, PeerId
from videoberatung.signalling.tests.loopback import Browser, Message
from videoberatung.signalling.tests.samples import KEY
from videoberatung.signalling.tickets import pseudonym

asynchronous = pytest.mark.asyncio

_FILE = Path(__file__).parents[1] / "docs/protocol-examples.json"
EXAMPLES = {message["t"]: message for message in json.loads(_FILE.read_text())["from_client"]}
WITH_ID = {"admit": "peer", "refuse": "peer", "remove": "peer", "to": "to", "note": "to"}
WITHOUT_ID = ("hello", "knock", "lock", "unlock", "read", "turn", "ping", "leave", "end")
NOBODY = pseudonym(KEY, "peer", "who was never there")


def with_id(of: str) -> dict[str, Message]:
    return {name: {**EXAMPLES[name], field: of} for name, field in WITH_ID.items()}


async def come(kind: str, own: Practice, other: Practice, how_many: int) -> list[Browser]:
    """Who was removed comes back to where that was, and knows everybody there."""
    if kind.startswith("removed"):
        return [await ARRIVALS[kind](other, str(number)) for number in range(how_many)]
    senders = [await ARRIVALS[kind](own, str(number)) for number in range(how_many)]
    for sender in senders:
        await sender.heard_until_pong()
    return senders


async def answers(senders: list[Browser], messages: list[Message]) -> list[list[Any]]:
    """All at once; that another sender was closed meanwhile is no answer."""
    told = await asyncio.gather(*map(answer_to, senders, messages))
    return [
        [said for said in answer if not (isinstance(said, dict) and said["t"] == "away")]
        for answer in told
    ]


def test_every_message_is_in_a_list_and_every_id_is_known():
    types = {kind.__struct_config__.tag: kind for kind in get_args(ClientMessage)}
    assert types.keys() == {*WITH_ID, *WITHOUT_ID} == EXAMPLES.keys()
    ids = {
        name: field.encode_name
        for name, kind in types.items()
        for field in msgspec.structs.fields(kind)
        if field.type == PeerId
    }
    assert ids == WITH_ID


@asynchronous
@pytest.mark.parametrize("kind", ARRIVALS)
async def test_ids_of_another_practice_are_answered_like_ids_of_nobody(kind: str):
    async with two_practices() as (own, other):
        said = [(name, m) for of in (NOBODY, *other.ids) for name, m in with_id(of).items()]
        senders = await come(kind, own, other, len(said))
        told = await answers(senders, [message for _, message in said])
        of_nobody = dict(zip(with_id(NOBODY), told, strict=False))
        for (name, message), answer in zip(said, told, strict=True):
            assert answer == of_nobody[name], message
        assert await other.heard() == {}


@asynchronous
@pytest.mark.parametrize("kind", ARRIVALS)
async def test_what_carries_no_id_stays_in_the_own_practice(kind: str):
    async with two_practices() as (own, other):
        messages = [EXAMPLES[name] for name in WITHOUT_ID if name != "end"]
        messages.append({**EXAMPLES["hello"], "ticket": other.ticket("mod of other")})
        senders = await come(kind, own, other, len(messages) + 1)
        await answers(senders[1:], messages)
        await answers(senders[:1], [EXAMPLES["end"]])  # nobody is left after it
        assert await other.heard() == {}


@asynchronous
@pytest.mark.parametrize(
    ("sender", "message", "receiver", "arrives"),
    [
        ("admitted", "to", "moderator", "from"),
        ("moderator", "to", "admitted", "from"),
        ("moderator", "note", "waiting", "note"),
        ("watching all rooms", "note", "waiting", "note"),
        ("watching some rooms", "note", "waiting", "note"),
        ("waiting", "note", "moderator", "note"),
        ("waiting", "note", "watching all rooms", "note"),
        ("waiting", "note", "watching some rooms", "note"),
        ("moderator", "admit", "waiting", "admitted"),
        ("moderator", "refuse", "waiting", "refused"),
        ("moderator", "remove", "admitted", "removed"),
    ],
)
async def test_the_same_messages_arrive_in_the_own_practice(
    sender: str, message: str, receiver: str, arrives: str
):
    async with two_practices() as (own, other):
        somebody, receiving = await ARRIVALS[sender](own, "1"), own.people[receiver]
        await answer_to(somebody, with_id(receiving.peer)[message])
        assert await receiving.hear(arrives)
        assert await other.heard() == {}


@asynchronous
@pytest.mark.parametrize("kind", ["mod", "anna"])
async def test_a_ticket_counts_at_its_own_address_only(kind: str):
    async with two_practices() as (own, other):
        for practice in (other.key, NOBODY):
            stranger = Browser(kind, await own.socket(url=own.address_of(practice)))
            await stranger.say("hello", v=1, ticket=own.ticket(kind))
            assert await stranger.closed() == (1008, "wrong_owner")
        assert await other.heard() == {}


@asynchronous
async def test_ids_alone_lead_into_no_room_of_another_practice():
    """Not even in a ticket that we had signed by mistake."""
    async with two_practices() as (own, other):
        ids = {"room": other.room, "session": other.session}
        mistaken = await own.show(own.ticket("mod", **ids), who="mod")
        welcome = await mistaken.hear("welcome")
        assert welcome["peers"] == welcome["waiting"] == []
        desk = await own.watch("desk", rooms=(other.room,))
        assert (await desk.hear("lobby"))["waiting"] == []
        assert await other.heard() == {}
