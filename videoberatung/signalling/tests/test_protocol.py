import contextlib
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoberatung.signalling.protocol import ClientMessage, Hello, ProtocolError, read_message
from videoberatung.signalling.relayed import Relayed
from videoberatung.signalling.server_messages import ServerMessage, write_message

EXAMPLES = json.loads((Path(__file__).parents[3] / "docs/protocol-examples.json").read_text())
RELAYED = [
    message for message in EXAMPLES["between_peers"] if message["k"] in ("sdp", "cand", "bye")
]
DIRECT = [message for message in EXAMPLES["between_peers"] if message not in RELAYED]


@pytest.mark.parametrize("example", EXAMPLES["from_client"], ids=lambda e: e["t"])
def test_what_the_client_says_is_understood(example):
    assert msgspec.to_builtins(read_message(json.dumps(example))) == example


@pytest.mark.parametrize("nonsense", EXAMPLES["nonsense_client"], ids=lambda text: text[:60])
def test_nonsense_is_refused(nonsense):
    with pytest.raises(ProtocolError):
        read_message(nonsense)


@pytest.mark.parametrize("example", EXAMPLES["from_server"], ids=lambda e: e["t"])
def test_what_the_server_says_looks_like_the_examples(example):
    message = msgspec.convert(example, ServerMessage)
    assert json.loads(write_message(message)) == example


def test_the_examples_leave_out_no_kind_of_message():
    for said, kinds in (("from_client", ClientMessage), ("from_server", ServerMessage)):
        tags = {kind.__struct_config__.tag for kind in kinds.__args__}
        assert {example["t"] for example in EXAMPLES[said]} == tags


@pytest.mark.parametrize("message", RELAYED, ids=lambda m: m["k"])
def test_setting_up_a_call_goes_over_the_server(message):
    assert msgspec.to_builtins(msgspec.convert(message, Relayed)) == message


@pytest.mark.parametrize("message", DIRECT, ids=lambda m: m["k"])
def test_the_conversation_itself_is_refused(message):
    with pytest.raises(ProtocolError):
        read_message(json.dumps({"t": "to", "to": "a" * 22, "m": message}))


@given(
    st.text()
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ).map(json.dumps)
)
def test_anything_else_is_refused_and_nothing_breaks(text):
    with pytest.raises(ProtocolError):
        read_message(text)


@given(
    st.sampled_from(EXAMPLES["from_client"]).map(json.dumps),
    st.integers(min_value=0),
    st.characters(codec="utf-8"),
)
def test_a_damaged_message_is_read_or_refused(text, place, letter):
    place %= len(text)
    damaged = text[:place] + letter + text[place + 1 :]
    with contextlib.suppress(ProtocolError):
        assert isinstance(read_message(damaged), ClientMessage)


def test_a_refusal_does_not_quote_what_was_sent():
    with pytest.raises(ProtocolError) as refused:
        read_message('{"t":"Beispiel Anna"}')
    assert refused.value.__suppress_context__
    assert str(refused.value) == ""


@pytest.mark.parametrize("depth", [10, 10_000])
def test_deep_nesting_is_refused(depth):
    with pytest.raises(ProtocolError):
        read_message('{"t":"knock","name":' + "[" * depth + "]" * depth + "}")


def test_a_ticket_of_the_allowed_size_is_read():
    ticket = "a" * 4096
    assert read_message(json.dumps({"t": "hello", "v": 1, "ticket": ticket})) == Hello(1, ticket)
